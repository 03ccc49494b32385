/** What the call log takes, beside what PostgreSQL alone would. */
@NullMarked
package dev.signalbox.bench.calllog;

import org.jspecify.annotations.NullMarked;
