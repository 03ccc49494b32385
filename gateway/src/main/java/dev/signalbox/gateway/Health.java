package dev.signalbox.gateway;

import io.javalin.http.Context;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers whoever watches over the process. */
final class Health {
  private Health() {}

  /** {@code GET /healthz}: the process answers. */
  static void alive(Context ctx) {
    Answers.write(ctx, 200, JsonNodeFactory.instance.objectNode().put("status", "ok"));
  }

  /** {@code GET /readyz}: 503 only when calls cannot be taken; degraded still takes them. */
  static void ready(Context ctx, Readiness readiness) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("status", readiness.state().key());
    readiness.reasons().forEach(body.putArray("reasons")::add);
    Answers.write(ctx, readiness.state() == Readiness.State.NOT_READY ? 503 : 200, body);
  }
}
