package dev.signalbox.router.provider;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.table.Target;
import java.util.Optional;

/**
 * One question to one target.
 *
 * @param request already made to fit the target: with the cap on its answer, and without what other
 *     providers alone can read
 * @param sink where the pieces of the answer go; absent when the answer is to come whole
 */
public record Question(
    Target target, ChatRequest request, Limits limits, Optional<PieceSink> sink) {}
