/** Models: capabilities, limits and effective-dated prices; exact cost arithmetic. */
@NullMarked
package dev.signalbox.router.catalog;

import org.jspecify.annotations.NullMarked;
