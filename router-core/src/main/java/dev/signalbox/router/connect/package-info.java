/**
 * From settings to a router: which wire format each provider speaks, where it is found, and the
 * whole put together for those who use the library alone. Start at {@link
 * dev.signalbox.router.connect.StandaloneRouter}.
 */
@NullMarked
package dev.signalbox.router.connect;

import org.jspecify.annotations.NullMarked;
