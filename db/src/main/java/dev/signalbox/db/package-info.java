/** PostgreSQL: migrations, the stores that the domain declares, and the views the pages read. */
@NullMarked
package dev.signalbox.db;

import org.jspecify.annotations.NullMarked;
