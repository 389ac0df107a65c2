package io.rollcall.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ChartTest {
  private final Map<String, Map<Integer, Double>> bySize =
      Map.of("rollcall", Map.of(10, 1.0, 9_000, 3.0), "jeromq", Map.of(10, 0.5, 9_000, 30.0));

  @Test
  void shouldDrawBars() throws IOException {
    Map<String, Map<String, Double>> medians =
        Map.of("join", Map.of("rollcall", 2.0, "nio", 0.2), "leave", Map.of("rollcall", 0.7));

    shouldBeAPicture(Chart.bars("title", "milliseconds", medians));
  }

  @Test
  void shouldDrawLines() throws IOException {
    shouldBeAPicture(Chart.lines("title", "seconds", "MB", bySize));
  }

  @Test
  void shouldDrawGrowth() throws IOException {
    shouldBeAPicture(Chart.growth("title", "members", "milliseconds", bySize));
  }

  @Test
  void shouldRefuseWhatALogarithmCannotShow() {
    assertThatThrownBy(() -> Chart.bars("title", "ms", Map.of("join", Map.of("nio", 0.0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("value 0.0 is not above 0 and finite, and the axis is logarithmic");
    assertThatThrownBy(() -> Chart.bars("title", "ms", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no value is to be shown");
  }

  @Test
  void shouldHaveWholeDecadesAroundTheValues() {
    assertThat(Span.ofDecades(List.of(0.12, 70.0), 1.5)).isEqualTo(new Span(0.01, 100));
    assertThat(Span.ofDecades(List.of(0.3, 70.0), 1.5)).isEqualTo(new Span(0.1, 100));
    assertThat(Span.ofDecades(List.of(10.0, 9_000.0), 1)).isEqualTo(new Span(10, 10_000));
    assertThat(Span.ofDecades(List.of(10.0), 1)).isEqualTo(new Span(10, 100));
  }

  /** It has the size, a white corner, and Rollcall's colour somewhere. */
  private static void shouldBeAPicture(Chart chart) throws IOException {
    BufferedImage picture = ImageIO.read(chart.write("chart-test").toFile());

    assertThat(picture.getWidth()).isEqualTo(Chart.WIDTH);
    assertThat(picture.getHeight()).isEqualTo(Chart.HEIGHT);
    assertThat(picture.getRGB(1, 1)).isEqualTo(Color.WHITE.getRGB());
    int rollcall = Palette.of(List.of("rollcall")).get(0).getRGB();
    assertThat(picture.getRGB(0, 0, Chart.WIDTH, Chart.HEIGHT, null, 0, Chart.WIDTH))
        .contains(rollcall);
  }
}
