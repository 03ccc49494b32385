package dev.signalbox.dashboard.page;

import dev.signalbox.db.view.CallDetail;
import dev.signalbox.db.view.CallFilter;
import dev.signalbox.db.view.CallView;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.Target;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code /calls} and {@code /calls/{id}}. */
final class CallHandler {
  private static final int REFRESH_SECONDS = 3;

  private final Sources sources;
  private final Renderer renderer;

  CallHandler(Sources sources, Renderer renderer) {
    this.sources = sources;
    this.renderer = renderer;
  }

  void listHtml(Context ctx) {
    Optional<UUID> after = after(ctx);
    RoutingTable table = sources.table().get().table();
    renderer.html(
        ctx,
        new CallsPage(
            sources.frame("Calls", Frame.Section.CALLS, after.isEmpty() ? REFRESH_SECONDS : 0),
            filter(ctx),
            after.isEmpty(),
            sources.views().calls().list(filter(ctx), after, CallView.PAGE),
            List.copyOf(table.tasks().keySet()),
            providers(table)));
  }

  void html(Context ctx) {
    CallDetail detail = find(ctx);
    renderer.html(
        ctx,
        new CallPage(
            sources.frame("Call of " + detail.call().task(), Frame.Section.CALLS, 0), detail));
  }

  private CallDetail find(Context ctx) {
    UUID id = Ids.of(ctx.pathParam("id"));
    return sources
        .views()
        .calls()
        .find(id)
        .orElseThrow(() -> new NotFoundResponse("There is no call " + id + "."));
  }

  private static CallFilter filter(Context ctx) {
    CallFilter any = CallFilter.ANY;
    return new CallFilter(
        chosen(ctx, "task"),
        chosen(ctx, "provider"),
        any.model(),
        any.revision(),
        chosen(ctx, "result"),
        chosen(ctx, "origin"),
        any.promptVersion(),
        any.key(),
        any.user(),
        any.tag(),
        any.slowerThanMs(),
        any.fasterThanMs(),
        any.dearerThanUsd(),
        any.cheaperThanUsd(),
        any.from(),
        any.to(),
        any.text());
  }

  private static Optional<String> chosen(Context ctx, String name) {
    return Optional.ofNullable(ctx.queryParam(name)).filter(value -> !value.isEmpty());
  }

  private static Optional<UUID> after(Context ctx) {
    return chosen(ctx, "after").map(CallHandler::cursor);
  }

  private static UUID cursor(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new BadRequestResponse("“after” is taken from the page before; this one is none.");
    }
  }

  private static List<String> providers(RoutingTable table) {
    return table.tasks().values().stream()
        .flatMap(task -> task.route().stream())
        .map(Target::provider)
        .distinct()
        .sorted()
        .toList();
  }
}
