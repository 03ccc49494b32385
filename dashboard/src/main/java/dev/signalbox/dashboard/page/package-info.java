/** The pages: what each shows as a record, the template that shows it, and who answers for it. */
@NullMarked
package dev.signalbox.dashboard.page;

import org.jspecify.annotations.NullMarked;
