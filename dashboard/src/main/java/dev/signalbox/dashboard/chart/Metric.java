package dev.signalbox.dashboard.chart;

/** What a task's charts show, in the order in which they stand on its page. */
public enum Metric {
  QUALITY("Quality", "share of cases passed, with 95% interval"),
  LATENCY("Latency", "95th percentile of a run's answers"),
  COST("Cost", "US dollars per 1,000 cases");

  private final String title;
  private final String meaning;

  Metric(String title, String meaning) {
    this.title = title;
    this.meaning = meaning;
  }

  public String title() {
    return title;
  }

  /** What one point stands for. */
  public String meaning() {
    return meaning;
  }
}
