@NullMarked
package dev.signalbox.router.yaml;

import org.jspecify.annotations.NullMarked;
