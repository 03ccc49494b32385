/** Provider APIs: a pure codec for each wire format and one thin HTTP call. */
@NullMarked
package dev.signalbox.router.provider;

import org.jspecify.annotations.NullMarked;
