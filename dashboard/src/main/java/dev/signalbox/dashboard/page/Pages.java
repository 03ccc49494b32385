package dev.signalbox.dashboard.page;

import dev.signalbox.dashboard.api.BadParameterException;
import dev.signalbox.dashboard.api.CallApi;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;

/** Every address of the dashboard but the assets, in one list. */
public final class Pages {
  private Pages() {}

  public static void route(RoutesConfig routes, Sources sources) {
    Renderer renderer = new Renderer();
    OverviewHandler overview = new OverviewHandler(sources, renderer);
    TaskHandler tasks = new TaskHandler(sources, renderer);
    AlertHandler alerts = new AlertHandler(sources, renderer);
    CallHandler calls = new CallHandler(sources, renderer);
    CallApi callApi = new CallApi(sources.views(), sources.table(), sources.clock());
    ErrorHandler errors = new ErrorHandler(sources, renderer);

    routes.get("/", overview::html);
    routes.get("/tasks/{task}", tasks::html);
    routes.get("/alerts", alerts::listHtml);
    routes.get("/alerts/{id}", alerts::html);
    routes.post("/alerts/{id}/{action}", alerts::change);
    routes.get("/calls", calls::listHtml);
    routes.get("/calls/{id}", calls::html);

    routes.get("/api/overview", overview::json);
    routes.get("/api/tasks/{task}", tasks::json);
    routes.get("/api/alerts", alerts::listJson);
    routes.get("/api/alerts/{id}", alerts::json);
    routes.get("/api/tasks/{task}/hours", callApi::hours);
    routes.get("/api/calls", callApi::list);
    routes.get("/api/calls/{id}", callApi::one);
    routes.get("/api/revisions", callApi::revisions);
    routes.get("/api/spend", callApi::spend);

    routes.get(
        "/<anything>",
        _ -> {
          throw new NotFoundResponse("No page has this address.");
        });
    routes.exception(BadParameterException.class, errors::misasked);
    routes.exception(HttpResponseException.class, errors::refused);
    routes.exception(Exception.class, errors::broken);
  }
}
