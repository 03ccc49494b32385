/**
 * HTTP/1.1 on plain sockets. A web framework hides the connection, and the connection is what the
 * faults are about: refused, reset, silent, cut.
 */
@NullMarked
package dev.signalbox.simulator.http;

import org.jspecify.annotations.NullMarked;
