/**
 * The stores that the domain declares, on PostgreSQL: those named {@code Postgres…Store}. The rows
 * are public only because Jdbi reads their components by reflection.
 */
@NullMarked
package dev.signalbox.db.store;

import org.jspecify.annotations.NullMarked;
