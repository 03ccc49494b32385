/**
 * What becomes of the call log when processes are killed, disks are full and databases are away.
 */
@NullMarked
package dev.signalbox.app.outage;

import org.jspecify.annotations.NullMarked;
