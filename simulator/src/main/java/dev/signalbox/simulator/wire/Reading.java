package dev.signalbox.simulator.wire;

import dev.signalbox.simulator.http.HttpReply;

/** What an API makes of a request. */
public sealed interface Reading {

  record Accepted(Question question) implements Reading {}

  record Refused(HttpReply reply) implements Reading {}
}
