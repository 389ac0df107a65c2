package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each limit keeps its bounds and leaves the others alone. */
class LimitsTest {
  private static final Limits DEFAULTS = Limits.defaults();

  static Stream<Arguments> limits() {
    int million = 1_000_000;
    return Stream.of(
        limit("members", DEFAULTS::withMembers, Limits::members, 1, million),
        limit("connections", DEFAULTS::withConnections, Limits::connections, 1, million),
        limit(
            "connectionsPerAddress",
            DEFAULTS::withConnectionsPerAddress,
            Limits::connectionsPerAddress,
            1,
            million),
        limit("halfOpen", DEFAULTS::withHalfOpen, Limits::halfOpen, 4, 100_000),
        limit("joinsPerSecond", DEFAULTS::withJoinsPerSecond, Limits::joinsPerSecond, 1, million),
        limit("messageSize", DEFAULTS::withMessageSize, Limits::messageSize, 512, 32_768),
        limit("attributes", DEFAULTS::withAttributes, Limits::attributes, 0, 64),
        limit("attributeSize", DEFAULTS::withAttributeSize, Limits::attributeSize, 0, 16_384));
  }

  private static Arguments limit(
      String name, IntFunction<Limits> with, Function<Limits, Integer> get, int least, int most) {
    return arguments(name, with, get, least, most);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("limits")
  void shouldTakeWhatIsWithinItsBounds(
      String name, IntFunction<Limits> with, Function<Limits, Integer> get, int least, int most) {
    assertThat(get.apply(with.apply(least))).isEqualTo(least);
    assertThat(get.apply(with.apply(most))).isEqualTo(most);
    assertThat(with.apply(get.apply(DEFAULTS))).as("nothing else altered").isEqualTo(DEFAULTS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("limits")
  void shouldRejectWhatIsNot(
      String name, IntFunction<Limits> with, Function<Limits, Integer> get, int least, int most) {
    for (int wrong : new int[] {least - 1, most + 1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> with.apply(wrong))
          .withMessage("%s is %d; it must be %d to %d", name, wrong, least, most);
    }
  }
}
