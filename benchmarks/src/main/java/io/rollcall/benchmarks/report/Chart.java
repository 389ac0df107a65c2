package io.rollcall.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;

/**
 * A picture of a run's figures, as it stands in the documentation. What has a name that begins with
 * {@code rollcall} gets Rollcall's colour, the rest is grey-blue. Needs fonts but no display. For
 * one thread.
 */
public final class Chart {
  static final int WIDTH = 900;
  static final int HEIGHT = 500;

  static {
    // Else a display that is named but gone would be an error.
    System.setProperty("java.awt.headless", "true");
  }

  private final org.knowm.xchart.internal.chartpart.Chart<?, ?> picture;

  private Chart(org.knowm.xchart.internal.chartpart.Chart<?, ?> picture) {
    this.picture = picture;
  }

  /**
   * Bars side by side, on a logarithmic axis.
   *
   * @param unit of the values, as it stands beside the axis
   * @param values by group, and in each by system; a system that a group lacks has no bar there
   * @throws IllegalArgumentException if there is no value, or one is not above 0
   */
  public static Chart bars(String title, String unit, Map<String, Map<String, Double>> values) {
    return new Chart(Bars.of(title, unit, values));
  }

  /**
   * Lines over the course of a run; both axes begin at 0.
   *
   * @param across what the horizontal axis shows, and its unit
   * @param unit of the values, as it stands beside the axis
   * @param values by system, and of each by where it stands on the horizontal axis
   * @throws IllegalArgumentException if there is no value
   */
  public static Chart lines(
      String title,
      String across,
      String unit,
      Map<String, ? extends Map<? extends Number, Double>> values) {
    return new Chart(Lines.plain(title, across, unit, values));
  }

  /**
   * Lines over a size, both axes logarithmic: how something grows with it. What grows as the size
   * does rises as the diagonal.
   *
   * @param across what the horizontal axis shows
   * @param unit of the values, as it stands beside the axis
   * @param values by system, and of each by size
   * @throws IllegalArgumentException if there is no value, or a value or a size is not above 0
   */
  public static Chart growth(
      String title,
      String across,
      String unit,
      Map<String, ? extends Map<? extends Number, Double>> values) {
    return new Chart(Lines.logarithmic(title, across, unit, values));
  }

  /**
   * Writes it to {@code target/<name>.png} of this module and returns where that is.
   *
   * @throws IllegalStateException if this system has no fonts
   */
  public Path write(String name) throws IOException {
    Path file = Target.file(name + ".png");
    try {
      ImageIO.write(BitmapEncoder.getBufferedImage(picture), "png", file.toFile());
    } catch (LinkageError | InternalError noFonts) {
      throw new IllegalStateException(
          file + " can't be drawn, for fonts are missing; on Debian: fontconfig, fonts-dejavu-core",
          noFonts);
    }
    return file;
  }
}
