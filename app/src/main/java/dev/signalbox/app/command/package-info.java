/** The subcommands: each reads its arguments, asks one use case, and prints. */
@NullMarked
package dev.signalbox.app.command;

import org.jspecify.annotations.NullMarked;
