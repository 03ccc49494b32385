package dev.signalbox.bench.detection;

import java.util.List;

/** A method that watches a stream. */
interface Monitor {

  /**
   * The runs at which it alarms, ascending; after each alarm it starts anew on the same baseline.
   *
   * @param baseline leading runs that are healthy and give no alarm
   */
  List<Integer> alarms(SimulatedStream stream, int baseline);
}
