@NullMarked
package dev.signalbox.router.catalog;

import org.jspecify.annotations.NullMarked;
