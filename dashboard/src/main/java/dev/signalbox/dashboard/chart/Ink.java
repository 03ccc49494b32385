package dev.signalbox.dashboard.chart;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;

/**
 * What a mark on a chart is for. Charts are drawn in stand-in colours, one an ink, and {@link
 * SvgMarkup} turns those into classes; the stylesheet alone knows how each looks, light and dark.
 */
enum Ink {
  TEXT(1, "text"),
  GRID(2, "grid"),
  AXIS(3, "axis"),
  CHANGE(4, "change"),
  CHANGE_STRIP(5, "change-strip"),
  GAP(6, "gap"),
  SHEET(7, "sheet"),
  SERIES_1(11, "series-1"),
  SERIES_2(12, "series-2"),
  SERIES_3(13, "series-3"),
  SERIES_4(14, "series-4"),
  SERIES_5(15, "series-5"),
  SERIES_6(16, "series-6");

  private static final List<Ink> SERIES =
      List.of(SERIES_1, SERIES_2, SERIES_3, SERIES_4, SERIES_5, SERIES_6);

  private final int red;
  private final String cssName;

  Ink(int red, String cssName) {
    this.red = red;
    this.cssName = cssName;
  }

  /** The ink of the line in a slot, counted from 0; after the sixth they come round again. */
  static Ink ofSlot(int slot) {
    return SERIES.get(slot % SERIES.size());
  }

  Color standIn() {
    return new Color(red, 0, 0);
  }

  /** The stylesheet's name for the ink whose stand-in has this much red. */
  static String cssName(int red) {
    return Arrays.stream(values())
        .filter(ink -> ink.red == red)
        .findFirst()
        .map(ink -> ink.cssName)
        .orElseThrow(() -> new IllegalArgumentException("no ink is drawn as " + red));
  }
}
