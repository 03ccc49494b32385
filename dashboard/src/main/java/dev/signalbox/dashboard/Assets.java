package dev.signalbox.dashboard;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.CRC32C;

/** The three files that pages refer to; a browser asks each time whether they changed. */
final class Assets {
  private Assets() {}

  static void route(RoutesConfig routes) {
    serve(routes, "signalbox.css", "text/css");
    serve(routes, "signalbox.js", "text/javascript");
    serve(routes, "icon.svg", "image/svg+xml");
  }

  private static void serve(RoutesConfig routes, String name, String type) {
    String text = read(name);
    CRC32C sum = new CRC32C();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    String tag = "\"" + Long.toHexString(sum.getValue()) + "\"";
    routes.get("/assets/" + name, ctx -> answer(ctx, text, type, tag));
  }

  private static void answer(Context ctx, String text, String type, String tag) {
    ctx.header("Cache-Control", "no-cache").header("ETag", tag);
    if (tag.equals(ctx.header("If-None-Match"))) {
      ctx.status(HttpStatus.NOT_MODIFIED);
    } else {
      ctx.contentType(type + "; charset=utf-8").result(text);
    }
  }

  private static String read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream("asset/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the asset " + name, e);
    }
  }
}
