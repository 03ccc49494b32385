package dev.signalbox.dashboard.page;

import dev.signalbox.dashboard.api.BadParameterException;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for what went wrong, in the same look as all pages. */
final class ErrorHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorHandler.class);

  private final Sources sources;
  private final Renderer renderer;

  ErrorHandler(Sources sources, Renderer renderer) {
    this.sources = sources;
    this.renderer = renderer;
  }

  /** The request was at fault, and the exception says how, in a sentence of ours. */
  void refused(HttpResponseException refusal, Context ctx) {
    show(
        ctx,
        refusal.getStatus(),
        Optional.empty(),
        Objects.requireNonNullElse(refusal.getMessage(), "It was refused."));
  }

  /** A parameter makes no sense. */
  void misasked(BadParameterException mistake, Context ctx) {
    show(
        ctx,
        400,
        Optional.of(mistake.parameter()),
        mistake.parameter() + ": " + mistake.getMessage());
  }

  /** Something of ours broke; the log knows what. */
  void broken(Exception failure, Context ctx) {
    LOG.error("cannot answer {} {}", ctx.method(), ctx.path(), failure);
    show(
        ctx,
        500,
        Optional.empty(),
        "The page could not be made, most likely because the database did not answer."
            + " The log of Signalbox says more.");
  }

  private void show(Context ctx, int status, Optional<String> parameter, String sentence) {
    ctx.status(status);
    if (ctx.path().startsWith("/api/")) {
      renderer.json(ctx, new Answer(new Answer.Mistake(sentence, parameter)));
    } else {
      renderer.html(ctx, new ErrorPage(sources.bareFrame(title(status)), status, sentence));
    }
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "That request makes no sense here";
      case 403 -> "Refused";
      case 404 -> "Nothing here";
      case 405 -> "Not done this way";
      case 409 -> "Too late";
      case 413 -> "Too much at once";
      default -> status < 500 ? "Not possible" : "That did not work";
    };
  }

  /** An error as JSON. */
  record Answer(Mistake error) {
    /** What was wrong, and with which parameter if with one. */
    record Mistake(String message, Optional<String> parameter) {}
  }
}
