package io.rollcall.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SamplesTest {
  private final Samples samples = new Samples();

  @Test
  void shouldTakeTheNearestRank() {
    for (int i = 1000; i >= 1; i--) {
      samples.add(i);
    }

    assertThat(samples.median()).isEqualTo(500);
    assertThat(samples.percentile(0.9)).isEqualTo(900);
    assertThat(samples.percentile(0.99)).isEqualTo(990);
    assertThat(samples.percentile(0.999)).isEqualTo(999);
    assertThat(samples.worst()).isEqualTo(1000);
  }

  @Test
  void shouldTakeTheOnlyOneForEveryShare() {
    samples.add(7);

    assertThat(samples.percentile(0.001)).isEqualTo(7);
    assertThat(samples.worst()).isEqualTo(7);
  }

  @Test
  void shouldCountWhatIsLongerAndWhatWasNotSeen() {
    samples.add(50);
    samples.add(51);
    samples.miss();

    assertThat(samples.over(50)).isEqualTo(1);
    assertThat(samples.minus(50).worst()).isEqualTo(1);
    assertThat(samples.minus(50).missing()).isEqualTo(1);
  }

  @Test
  void shouldSayThatNothingWasMeasured() {
    assertThatThrownBy(samples::median).hasMessage("nothing was measured");
  }
}
