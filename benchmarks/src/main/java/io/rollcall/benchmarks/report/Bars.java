package io.rollcall.benchmarks.report;

import java.awt.Font;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.style.CategoryStyler;

/** Draws bars side by side. */
final class Bars {
  /** Of more bars each is narrower than its label. */
  private static final int MOST_LABELLED = 28;

  private Bars() {}

  static CategoryChart of(String title, String unit, Map<String, Map<String, Double>> values) {
    List<Double> all = values.values().stream().flatMap(each -> each.values().stream()).toList();
    List<String> systems =
        values.values().stream()
            .flatMap(each -> each.keySet().stream())
            .distinct()
            .sorted(Comparator.comparing(system -> !Palette.isRollcall(system)))
            .toList();
    CategoryChart chart = new CategoryChart(Chart.WIDTH, Chart.HEIGHT);
    chart.setTitle(title);
    chart.setYAxisTitle(unit);
    CategoryStyler styler = chart.getStyler();
    ChartStyle.apply(styler, systems);
    // The shortest bar too has room for its label.
    ChartStyle.logarithmicHeight(styler, Span.ofDecades(all, 1.5));
    styler.setLabelsVisible(values.size() * systems.size() <= MOST_LABELLED);
    styler.setLabelsPosition(0.95);
    styler.setLabelsFont(ChartStyle.font(Font.PLAIN, 10)).setYAxisDecimalPattern("0.######");
    styler.setAvailableSpaceFill(0.9);
    for (String system : systems) {
      List<@Nullable Double> heights = new ArrayList<>();
      values.values().forEach(group -> heights.add(threeDigits(group.get(system))));
      chart.addSeries(system, List.copyOf(values.keySet()), heights);
    }
    return chart;
  }

  /** As much as a label has room for; the height is the same to the eye. */
  private static @Nullable Double threeDigits(@Nullable Double value) {
    return value == null ? null : new BigDecimal(value).round(new MathContext(3)).doubleValue();
  }
}
