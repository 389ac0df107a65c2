package io.rollcall.benchmarks.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Collection;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** How every picture looks: on solid white, so that it is legible on a dark page too. */
final class ChartStyle {
  private ChartStyle() {}

  /** Gives it this look, with a colour for each of these names. */
  static void apply(AxesChartStyler styler, Collection<String> names) {
    styler.setBaseFont(font(Font.PLAIN, 13));
    styler.setChartTitleFont(font(Font.BOLD, 16)).setChartTitleBoxVisible(false);
    styler.setAxisTitleFont(font(Font.PLAIN, 13)).setAxisTickLabelsFont(font(Font.PLAIN, 13));
    styler.setLegendFont(font(Font.PLAIN, 13)).setLegendPosition(LegendPosition.OutsideE);
    styler.setLegendBorderColor(Color.WHITE).setLegendBackgroundColor(Color.WHITE);
    styler.setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE);
    styler.setChartFontColor(Palette.TEXT).setPlotBorderVisible(false);
    styler.setXAxisTitleColor(Palette.TEXT).setYAxisTitleColor(Palette.TEXT);
    styler.setAxisTickLabelsColor(Palette.TEXT).setAxisTickMarksColor(Palette.GRID);
    styler.setPlotGridLinesColor(Palette.GRID).setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setChartPadding(12).setSeriesColors(Palette.of(names).toArray(Color[]::new));
    styler.setXAxisDecimalPattern("#,##0.######").setYAxisDecimalPattern("#,##0.######");
    styler.setLocale(Locale.ROOT);
  }

  /** Makes the vertical axis logarithmic. */
  static void logarithmicHeight(AxesChartStyler styler, Span span) {
    styler.setYAxisLogarithmic(true).setYAxisLogarithmicDecadeOnly(true);
    styler.setYAxisMin(span.least()).setYAxisMax(span.most());
  }

  /** Makes the horizontal axis logarithmic. */
  static void logarithmicWidth(AxesChartStyler styler, Span span) {
    styler.setXAxisLogarithmic(true).setXAxisLogarithmicDecadeOnly(true);
    styler.setXAxisMin(span.least()).setXAxisMax(span.most());
  }

  /** A font that every JVM maps to one of the system's. */
  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
