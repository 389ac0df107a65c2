package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OptionsTest {
  private static final Options DEFAULTS = Options.defaults();

  static Stream<Arguments> durations() {
    Duration tenMillis = Duration.ofMillis(10);
    Duration tenMinutes = Duration.ofMinutes(10);
    return Stream.of(
        duration(
            "surveyTime", DEFAULTS::withSurveyTime, Options::surveyTime, tenMillis, tenMinutes),
        duration(
            "recvDeadline",
            DEFAULTS::withRecvDeadline,
            Options::recvDeadline,
            tenMillis,
            tenMinutes),
        duration(
            "pollTime", DEFAULTS::withPollTime, Options::pollTime, tenMillis, Duration.ofHours(1)),
        duration(
            "lossGrace", DEFAULTS::withLossGrace, Options::lossGrace, Duration.ZERO, tenMinutes),
        duration("gather", DEFAULTS::withGather, Options::gather, Duration.ZERO, tenMillis),
        duration(
            "pulse",
            DEFAULTS::withPulse,
            Options::pulse,
            Duration.ofMillis(20),
            Duration.ofMinutes(1)),
        duration(
            "settleTime",
            DEFAULTS::withSettleTime,
            Options::settleTime,
            Duration.ZERO,
            tenMinutes));
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        number("misses", DEFAULTS::withMisses, Options::misses, 100),
        number("backlog", DEFAULTS::withBacklog, Options::backlog, 1_000_000));
  }

  static Stream<Arguments> presets() {
    return Stream.of(
        arguments(Options.defaults(), Duration.ofSeconds(4), Duration.ofMillis(250)),
        arguments(Options.local(), Duration.ofMillis(260), Duration.ofMillis(100)),
        arguments(Options.lan(), Duration.ofMillis(1_400), Duration.ofMillis(250)),
        arguments(Options.wan(), Duration.ofSeconds(14), Duration.ofSeconds(3)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("durations")
  void shouldTakeDurationsWithinTheirBounds(
      String option,
      Function<Duration, Options> with,
      Function<Options, Duration> get,
      Duration least,
      Duration most) {
    assertThat(get.apply(with.apply(least))).isEqualTo(least);
    assertThat(get.apply(with.apply(most))).isEqualTo(most);
    assertThat(with.apply(get.apply(DEFAULTS))).as("nothing else altered").isEqualTo(DEFAULTS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("durations")
  void shouldRejectDurationsOutOfTheirBounds(
      String option,
      Function<Duration, Options> with,
      Function<Options, Duration> get,
      Duration least,
      Duration most) {
    for (Duration wrong :
        new Duration[] {least.minusNanos(1), most.plusNanos(1), Duration.ofSeconds(-1)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> with.apply(wrong))
          .withMessage("%s is %s; it must be %s to %s", option, wrong, least, most);
    }
    assertThatNullPointerException().isThrownBy(() -> with.apply(null)).withMessage(option);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("numbers")
  void shouldTakeNumbersFrom1ToTheirBound(
      String option, IntFunction<Options> with, Function<Options, Integer> get, int most) {
    assertThat(get.apply(with.apply(1))).isEqualTo(1);
    assertThat(get.apply(with.apply(most))).isEqualTo(most);
    assertThat(with.apply(get.apply(DEFAULTS))).as("nothing else altered").isEqualTo(DEFAULTS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("numbers")
  void shouldRejectNumbersOutOfTheirBounds(
      String option, IntFunction<Options> with, Function<Options, Integer> get, int most) {
    for (int wrong : new int[] {0, -1, most + 1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> with.apply(wrong))
          .withMessage("%s is %d; it must be 1 to %d", option, wrong, most);
    }
  }

  @Test
  void shouldTakeClustersOf0To255Bytes() {
    String longest = "é".repeat(127) + "a";

    assertThat(DEFAULTS.cluster()).isEmpty();
    assertThat(DEFAULTS.withCluster(longest).cluster()).isEqualTo(longest);
    assertThat(DEFAULTS.withCluster("a").withCluster("")).isEqualTo(DEFAULTS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withCluster("a" + longest))
        .withMessageStartingWith("cluster 'aéé")
        .withMessageEndingWith("is 256 bytes of UTF-8, not 0 to 255");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withCluster("a\n"))
        .withMessage("cluster 'a\uFFFD' contains the control character U+000A at index 1");
  }

  @Test
  void shouldTakeAnyExecutorButNull() {
    Executor executor = task -> {};

    assertThat(DEFAULTS.withExecutor(executor).executor()).isSameAs(executor);
    assertThatNullPointerException()
        .isThrownBy(() -> DEFAULTS.withExecutor(null))
        .withMessage("executor");
  }

  @ParameterizedTest
  @MethodSource("presets")
  void shouldKeepThePromisesOfThePresets(Options preset, Duration silence, Duration loss) {
    assertThat(preset.silenceBound()).isEqualTo(silence);
    assertThat(preset.lossGrace()).isEqualTo(loss);
    assertThat(preset.sound()).isSameAs(preset);
  }

  @Test
  void shouldReckonTheSilenceBoundFromPollTimeAndMissedSurveys() {
    Options options =
        DEFAULTS
            .withPollTime(Duration.ofSeconds(7))
            .withSurveyTime(Duration.ofMillis(300))
            .withMisses(5);

    assertThat(options.silenceBound()).isEqualTo(Duration.ofMillis(8_500));
  }

  @Test
  void shouldNotBeSoundIfItSettlesInLessThanTheLossGrace() {
    Options options = DEFAULTS.withLossGrace(Duration.ofSeconds(3));

    assertThat(options.sound()).isSameAs(options);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withSettleTime(Duration.ofMillis(2_999)).sound())
        .withMessageStartingWith("settleTime PT2.999S is shorter than lossGrace PT3S");
  }

  private static Arguments duration(
      String option,
      Function<Duration, Options> with,
      Function<Options, Duration> get,
      Duration least,
      Duration most) {
    return arguments(option, with, get, least, most);
  }

  private static Arguments number(
      String option, IntFunction<Options> with, Function<Options, Integer> get, int most) {
    return arguments(option, with, get, most);
  }
}
