package io.rollcall.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws lines. */
final class Lines {
  private Lines() {}

  static XYChart plain(
      String title,
      String across,
      String unit,
      Map<String, ? extends Map<? extends Number, Double>> values) {
    XYChart chart = chart(title, across, unit, values, SeriesMarkers.NONE);
    chart.getStyler().setXAxisMin(0.0).setYAxisMin(0.0);
    return chart;
  }

  static XYChart logarithmic(
      String title,
      String across,
      String unit,
      Map<String, ? extends Map<? extends Number, Double>> values) {
    XYChart chart = chart(title, across, unit, values, SeriesMarkers.CIRCLE);
    List<Double> sizes = new ArrayList<>();
    List<Double> heights = new ArrayList<>();
    for (Map<? extends Number, Double> line : values.values()) {
      line.keySet().forEach(size -> sizes.add(size.doubleValue()));
      heights.addAll(line.values());
    }
    ChartStyle.logarithmicHeight(chart.getStyler(), Span.ofDecades(heights, 1));
    ChartStyle.logarithmicWidth(chart.getStyler(), Span.ofDecades(sizes, 1));
    return chart;
  }

  private static XYChart chart(
      String title,
      String across,
      String unit,
      Map<String, ? extends Map<? extends Number, Double>> values,
      Marker marker) {
    XYChart chart = new XYChart(Chart.WIDTH, Chart.HEIGHT);
    chart.setTitle(title);
    chart.setXAxisTitle(across);
    chart.setYAxisTitle(unit);
    ChartStyle.apply(chart.getStyler(), values.keySet());
    values.forEach(
        (system, line) -> {
          Map<Double, Double> points = new TreeMap<>();
          line.forEach((where, value) -> points.put(where.doubleValue(), value));
          XYSeries series =
              chart.addSeries(system, List.copyOf(points.keySet()), List.copyOf(points.values()));
          series.setMarker(marker).setLineWidth(Palette.isRollcall(system) ? 3 : 2);
        });
    return chart;
  }
}
