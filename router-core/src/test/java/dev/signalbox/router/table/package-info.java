@NullMarked
package dev.signalbox.router.table;

import org.jspecify.annotations.NullMarked;
