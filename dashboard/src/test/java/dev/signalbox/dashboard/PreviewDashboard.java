package dev.signalbox.dashboard;

import dev.signalbox.db.view.SampleHistory;
import java.util.concurrent.CountDownLatch;

/** Serves the sample history until it is stopped, for a person who works on the pages. */
final class PreviewDashboard {
  private PreviewDashboard() {}

  public static void main(String[] arguments) throws InterruptedException {
    int port = arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]);
    try (RunningDashboard preview = new RunningDashboard(port, SampleHistory::insert)) {
      System.out.println(preview.address());
      new CountDownLatch(1).await();
    }
  }
}
