/**
 * What is due, decided by a pure function of a calendar clock, and Quartz, which only wakes it. The
 * only package that knows Quartz.
 */
@NullMarked
package dev.signalbox.eval.schedule;

import org.jspecify.annotations.NullMarked;
