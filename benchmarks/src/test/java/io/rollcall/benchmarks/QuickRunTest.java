package io.rollcall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.processes.Children;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each benchmark runs to its end in its quick form. What it measures is not looked at. */
@Tag("long")
class QuickRunTest {

  static Stream<Arguments> benchmarks() {
    return Stream.of(
        Arguments.of(AtRest.class, List.of("quick")),
        Arguments.of(Busy.class, List.of("quick")),
        Arguments.of(CacheHits.class, List.of("quick")),
        Arguments.of(Picks.class, List.of("quick")),
        Arguments.of(Churn.class, List.of("quick")),
        Arguments.of(Curve.class, List.of("quick")),
        Arguments.of(Daemons.class, List.of("quick")),
        Arguments.of(Latency.class, List.of("quick")),
        Arguments.of(MassStart.class, List.of("quick")),
        Arguments.of(Micro.class, List.of("quick")),
        Arguments.of(Nanomsg.class, List.of("quick")),
        Arguments.of(Peers.class, List.of("quick")),
        Arguments.of(Scale.class, List.of("quick")),
        Arguments.of(Siege.class, List.of("quick", "members=50", "held=200", "greeted")));
  }

  @ParameterizedTest
  @MethodSource("benchmarks")
  @Timeout(600)
  void shouldRunToItsEnd(Class<?> benchmark, List<String> args) throws Exception {
    List<String> command = new ArrayList<>(Children.jvm(List.of(), benchmark, args));
    File log = new File("target", benchmark.getSimpleName() + ".log");
    Process run = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    try {
      assertThat(run.waitFor()).as("exit code of %s, see %s", benchmark, log).isZero();
    } finally {
      run.destroy();
    }
  }
}
