/** What tasks may spend in a day or a month, over all nodes: reserved before, settled after. */
@NullMarked
package dev.signalbox.router.budget;

import org.jspecify.annotations.NullMarked;
