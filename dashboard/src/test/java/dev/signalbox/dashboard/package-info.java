/** Tests of the dashboard over real HTTP and a real database. */
@NullMarked
package dev.signalbox.dashboard;

import org.jspecify.annotations.NullMarked;
