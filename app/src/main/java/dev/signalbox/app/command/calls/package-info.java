/** The subcommands that ask and tend the call log. */
@NullMarked
package dev.signalbox.app.command.calls;

import org.jspecify.annotations.NullMarked;
