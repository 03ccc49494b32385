/** The call log for programs: what may be asked, and the answers as JSON. */
@NullMarked
package dev.signalbox.dashboard.api;

import org.jspecify.annotations.NullMarked;
