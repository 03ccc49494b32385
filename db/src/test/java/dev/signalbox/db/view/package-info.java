/** Tests of the read models, and the sample history that they and the dashboard's tests read. */
@NullMarked
package dev.signalbox.db.view;

import org.jspecify.annotations.NullMarked;
