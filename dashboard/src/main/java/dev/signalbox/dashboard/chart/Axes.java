package dev.signalbox.dashboard.chart;

import dev.signalbox.dashboard.chart.TimeChart.Level;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.SimpleDateFormat;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.DateTickUnit;
import org.jfree.chart.axis.DateTickUnitType;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;

/** The axes of a {@link TimeChart}, with steps that people count in. */
final class Axes {
  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");
  private static final int VALUE_TICKS = 4;

  /** Steps of a time axis, finest first. */
  private static final List<Step> STEPS =
      List.of(
          new Step(DateTickUnitType.HOUR, 1, Duration.ofHours(1), "HH:mm"),
          new Step(DateTickUnitType.HOUR, 3, Duration.ofHours(3), "HH:mm"),
          new Step(DateTickUnitType.HOUR, 6, Duration.ofHours(6), "d MMM HH:mm"),
          new Step(DateTickUnitType.HOUR, 12, Duration.ofHours(12), "d MMM HH:mm"),
          new Step(DateTickUnitType.DAY, 1, Duration.ofDays(1), "EEE d MMM"),
          new Step(DateTickUnitType.DAY, 2, Duration.ofDays(2), "d MMM"),
          new Step(DateTickUnitType.DAY, 5, Duration.ofDays(5), "d MMM"),
          new Step(DateTickUnitType.DAY, 10, Duration.ofDays(10), "d MMM"),
          new Step(DateTickUnitType.MONTH, 1, Duration.ofDays(30), "MMM yyyy"),
          new Step(DateTickUnitType.MONTH, 3, Duration.ofDays(91), "MMM yyyy"));

  private record Step(DateTickUnitType unit, int count, Duration length, String pattern) {}

  private Axes() {}

  static ValueAxis time(TimeChart chart, ChartFrame frame) {
    DateAxis axis = new DateAxis(null, UTC, Locale.ENGLISH);
    axis.setRange(Date.from(chart.from()), Date.from(chart.to()));
    Duration least = Duration.between(chart.from(), chart.to()).dividedBy(frame.timeTicks());
    Step step =
        STEPS.stream()
            .filter(candidate -> candidate.length().compareTo(least) >= 0)
            .findFirst()
            .orElse(STEPS.getLast());
    SimpleDateFormat format = new SimpleDateFormat(step.pattern(), Locale.ENGLISH);
    format.setTimeZone(UTC);
    axis.setTickUnit(new DateTickUnit(step.unit(), step.count(), format));
    ink(axis);
    axis.setAxisLinePaint(Ink.AXIS.standIn());
    axis.setTickMarkPaint(Ink.AXIS.standIn());
    return axis;
  }

  static ValueAxis values(TimeChart chart) {
    NumberAxis axis = new NumberAxis();
    double top = all(chart).max().orElse(1);
    switch (chart.unit()) {
      case SHARE -> shares(axis, all(chart).min().orElse(0));
      case MILLISECONDS ->
          fromZero(axis, top, top >= 1_000 ? 1_000 : 1, top >= 1_000 ? " s" : " ms");
      case DOLLARS -> fromZero(axis, top, 1, "");
      case POWER_OF_TEN -> powers(axis, Math.max(top, chart.level().map(Level::value).orElse(1.0)));
    }
    ink(axis);
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
    return axis;
  }

  private static void ink(ValueAxis axis) {
    axis.setTickLabelFont(ChartPainter.FONT);
    axis.setTickLabelPaint(Ink.TEXT.standIn());
  }

  private static DoubleStream all(TimeChart chart) {
    return chart.lines().stream()
        .flatMap(line -> line.stretches().stream())
        .flatMap(List::stream)
        .flatMapToDouble(point -> DoubleStream.of(point.low(), point.high()));
  }

  /** Ends at 1 with a little air, and starts low enough to show a fifth at least. */
  private static void shares(NumberAxis axis, double lowest) {
    double low = Math.max(0, Math.min(0.8, Math.floor((lowest - 0.01) * 20) / 20));
    axis.setRange(low, 1 + (1 - low) * 0.03);
    axis.setTickUnit(new NumberTickUnit(niceStep((1 - low) / VALUE_TICKS), format("0%")));
  }

  private static void powers(NumberAxis axis, double top) {
    double step = Math.max(1, Math.ceil(top / VALUE_TICKS));
    axis.setRange(0, Math.ceil(top + 0.5));
    axis.setTickUnit(new Power(step));
  }

  private static void fromZero(NumberAxis axis, double top, double divisor, String unit) {
    double step = niceStep(Math.max(top, Double.MIN_NORMAL) * 1.05 / VALUE_TICKS);
    axis.setRange(0, step * Math.ceil(top * 1.05 / step));
    axis.setTickUnit(new Scaled(step, divisor, unit));
  }

  /** The smallest of 1, 2, 2.5, 5 times a power of ten that is at least {@code least}. */
  static double niceStep(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    return DoubleStream.of(1, 2, 2.5, 5, 10)
        .map(factor -> factor * power)
        .filter(step -> step >= least * 0.999_999)
        .findFirst()
        .orElse(10 * power);
  }

  private static DecimalFormat format(String pattern) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  /** A tick unit whose labels are the powers of ten that its values are the logarithms of. */
  private static final class Power extends NumberTickUnit {
    private static final long serialVersionUID = 1;

    Power(double step) {
      super(step);
    }

    @Override
    public String valueToString(double value) {
      int exponent = (int) Math.round(value);
      return exponent < 6
          ? String.format(Locale.ROOT, "%,d", Math.round(Math.pow(10, exponent)))
          : "10" + superscript(exponent);
    }
  }

  private static String superscript(int number) {
    return Integer.toString(number)
        .chars()
        .mapToObj(digit -> "⁰¹²³⁴⁵⁶⁷⁸⁹".substring(digit - '0', digit - '0' + 1))
        .collect(Collectors.joining());
  }

  /** A tick unit whose labels divide by {@code divisor} and name the unit, or are dollars. */
  private static final class Scaled extends NumberTickUnit {
    private static final long serialVersionUID = 1;

    private final double divisor;
    private final String unit;

    Scaled(double step, double divisor, String unit) {
      super(step);
      this.divisor = divisor;
      this.unit = unit;
    }

    @Override
    public String valueToString(double value) {
      String figure =
          BigDecimal.valueOf(value / divisor)
              .setScale(6, RoundingMode.HALF_UP)
              .stripTrailingZeros()
              .toPlainString();
      return unit.isEmpty() ? "$" + figure : figure + unit;
    }
  }
}
