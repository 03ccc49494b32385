package dev.signalbox.eval.grade;

import dev.signalbox.router.chat.Reply;
import java.time.Duration;

/** What a target answered to one case, and how long it took. */
public record CaseAnswer(Reply reply, Duration latency) {}
