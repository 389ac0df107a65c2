package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OptionsBuilderTest {
  @Test
  void shouldBeginWithTheDefaults() {
    assertThat(Options.builder().build()).isEqualTo(Options.defaults());
  }

  @Test
  void shouldKeepEveryOptionThatItBeginsWith() {
    Options all =
        Options.wan()
            .withGather(Duration.ofMillis(1))
            .withLimits(Limits.defaults().withMembers(7))
            .withSecurity(Security.curve(Path.of("own"), Path.of("trusted")))
            .withCluster("blue")
            .withBacklog(3)
            .withExecutor(Runnable::run)
            .withCloseOnShutdown(true)
            .withTransport(TransportKind.ZMTP);

    assertThat(all.toBuilder().build()).isEqualTo(all).hasToString(all.toString());
  }

  @Test
  void shouldNotAlterWhatItHasMade() {
    OptionsBuilder builder = Options.builder().misses(5);
    Options five = builder.build();

    assertThat(builder.misses(6).build().misses()).isEqualTo(6);
    assertThat(five.misses()).isEqualTo(5);
  }

  @Test
  void shouldRejectAValueWhereItIsSet() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.builder().misses(0))
        .withMessage("misses is 0; it must be 1 to 100");
  }
}
