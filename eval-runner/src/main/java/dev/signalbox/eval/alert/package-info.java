/** From a finding to what a person is told. */
@NullMarked
package dev.signalbox.eval.alert;

import org.jspecify.annotations.NullMarked;
