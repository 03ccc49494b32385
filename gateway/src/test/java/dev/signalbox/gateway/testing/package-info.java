/** Calls and a router for tests of both packages. */
@NullMarked
package dev.signalbox.gateway.testing;

import org.jspecify.annotations.NullMarked;
