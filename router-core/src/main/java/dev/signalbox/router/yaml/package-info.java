/**
 * Strict reading of YAML files: every problem is reported at once, each with file, line, column and
 * what would be right.
 */
@NullMarked
package dev.signalbox.router.yaml;

import org.jspecify.annotations.NullMarked;
