/** What looks like a secret or personal data in a text, and how it is taken out. Pure text. */
@NullMarked
package dev.signalbox.router.privacy;

import org.jspecify.annotations.NullMarked;
