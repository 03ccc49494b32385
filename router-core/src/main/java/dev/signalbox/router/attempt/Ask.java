package dev.signalbox.router.attempt;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.time.Deadline;
import java.time.Duration;

/**
 * One question to one target, about to be asked.
 *
 * @param limit this attempt's share of the time that is left
 * @param deadline the whole call's
 */
public record Ask(Target target, ChatRequest request, Duration limit, Deadline deadline) {}
