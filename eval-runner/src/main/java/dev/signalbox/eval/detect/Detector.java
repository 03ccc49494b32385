package dev.signalbox.eval.detect;

import dev.signalbox.eval.series.Series;

/** Judges a series. Implementations are pure: the same series gives the same bits, anywhere. */
public interface Detector {

  Inspection inspect(Series series);
}
