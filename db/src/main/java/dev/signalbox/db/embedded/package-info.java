/**
 * A real, durable PostgreSQL that comes with the program, for trying out and for one node. Start at
 * {@link dev.signalbox.db.embedded.EmbeddedPostgres}.
 */
@NullMarked
package dev.signalbox.db.embedded;

import org.jspecify.annotations.NullMarked;
