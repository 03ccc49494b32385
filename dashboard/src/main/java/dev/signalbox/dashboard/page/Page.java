package dev.signalbox.dashboard.page;

/** A page: everything its template is given. */
public sealed interface Page
    permits AlertPage, AlertsPage, CallPage, CallsPage, ErrorPage, OverviewPage, TaskPage {

  /** What all pages have around their content. */
  Frame frame();

  /** The template that shows it. */
  String template();
}
