/**
 * Runs golden suites on schedules, grades the answers and notices when a model got worse; no SQL:
 * what it keeps, it keeps through the stores it declares.
 */
@NullMarked
package dev.signalbox.eval;

import org.jspecify.annotations.NullMarked;
