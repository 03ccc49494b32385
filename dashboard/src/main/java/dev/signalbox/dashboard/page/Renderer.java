package dev.signalbox.dashboard.page;

import dev.signalbox.dashboard.api.ViewJson;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;

/** Turns what a page shows into HTML or JSON. Thread-safe. */
final class Renderer {
  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(
          null,
          ContentType.Html,
          Renderer.class.getClassLoader(),
          "dev.signalbox.dashboard.template");

  void html(Context ctx, Page page) {
    StringOutput html = new StringOutput();
    templates.render(page.template(), page, html);
    ctx.html(html.toString());
  }

  void json(Context ctx, Object model) {
    ctx.contentType("application/json").result(ViewJson.of(model));
  }
}
