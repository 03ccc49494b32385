/**
 * The call log: from a routed call to its rows, through the node's journal. {@link
 * dev.signalbox.db.calllog.LoggedCall} is a call in the form that is journaled and stored.
 */
@NullMarked
package dev.signalbox.db.calllog;

import org.jspecify.annotations.NullMarked;
