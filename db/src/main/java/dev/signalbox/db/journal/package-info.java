/**
 * What has to survive this process until somebody else has it: records in files of one folder,
 * written once, read once, and deleted when they are delivered. It knows nothing of what they hold.
 */
@NullMarked
package dev.signalbox.db.journal;

import org.jspecify.annotations.NullMarked;
