package dev.signalbox.dashboard.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import tools.jackson.databind.json.JsonMapper;

/** Turns what a page shows into HTML or JSON. Thread-safe. */
final class Renderer {
  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(
          null,
          ContentType.Html,
          Renderer.class.getClassLoader(),
          "dev.signalbox.dashboard.template");
  private final JsonMapper json = JsonMapper.builder().build();

  void html(Context ctx, Page page) {
    StringOutput html = new StringOutput();
    templates.render(page.template(), page, html);
    ctx.html(html.toString());
  }

  void json(Context ctx, Object model) {
    ctx.contentType("application/json").result(json.writeValueAsString(model));
  }
}
