/** Pages and charts over the read models of db. */
@NullMarked
package dev.signalbox.dashboard;

import org.jspecify.annotations.NullMarked;
