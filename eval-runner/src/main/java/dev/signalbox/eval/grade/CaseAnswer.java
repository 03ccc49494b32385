package dev.signalbox.eval.grade;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Reply;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * What a target answered to one case, with all that a grader may judge it by.
 *
 * @param request what it was asked
 * @param expected what the case says a good answer holds
 * @param latency of the exchange that answered, without waits and earlier attempts
 */
public record CaseAnswer(ChatRequest request, JsonNode expected, Reply reply, Duration latency) {}
