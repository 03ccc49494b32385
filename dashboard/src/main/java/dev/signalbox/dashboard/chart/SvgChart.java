package dev.signalbox.dashboard.chart;

/**
 * A drawn chart, to be put inside an {@code svg} element.
 *
 * @param width of the view box
 * @param height of the view box
 * @param markup SVG elements whose texts are escaped, with classes and without inline styles
 */
public record SvgChart(int width, int height, String markup) {}
