/**
 * Read models, one a page: records shaped for reading, each filled by a fixed number of queries.
 */
@NullMarked
package dev.signalbox.db.view;

import org.jspecify.annotations.NullMarked;
