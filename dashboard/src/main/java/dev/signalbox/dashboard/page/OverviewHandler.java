package dev.signalbox.dashboard.page;

import dev.signalbox.db.view.Overview;
import dev.signalbox.router.table.ActiveTable;
import io.javalin.http.Context;

/** {@code /} and {@code /api/overview}. */
final class OverviewHandler {
  private static final int SERIES_RUNS = 72;

  private static final int REFRESH_SECONDS = 2;

  private final Sources sources;
  private final Renderer renderer;

  OverviewHandler(Sources sources, Renderer renderer) {
    this.sources = sources;
    this.renderer = renderer;
  }

  void html(Context ctx) {
    Frame frame = sources.frame("Overview", Frame.Section.OVERVIEW, REFRESH_SECONDS);
    renderer.html(ctx, new OverviewPage(frame, read(), sources.baselineRuns()));
  }

  void json(Context ctx) {
    renderer.json(ctx, read());
  }

  private Overview read() {
    return read(sources, sources.table().get());
  }

  static Overview read(Sources sources, ActiveTable table) {
    return sources
        .views()
        .overview()
        .read(
            table,
            sources.clock().instant(),
            sources.recent(),
            Math.max(SERIES_RUNS, sources.baselineRuns()));
  }
}
