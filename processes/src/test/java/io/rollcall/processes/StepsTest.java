package io.rollcall.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {
  private final Pauses pauses = new Pauses();
  private final Steps steps = new Steps(pauses);
  private final List<String> done = new ArrayList<>();

  @Test
  void shouldRunOnceWhatSucceedsEvenInAPause() throws Throwable {
    steps.test(this::paused, () -> done.add("afresh"));

    assertThat(done).containsExactly("paused");
  }

  @Test
  void shouldRunAgainWhatFailedInAPause() throws Throwable {
    steps.test(
        () -> {
          if (done.isEmpty()) {
            paused();
            throw new AssertionError("too late");
          }
          done.add("ran");
        },
        () -> done.add("afresh"));

    assertThat(done).containsExactly("paused", "afresh", "ran");
  }

  @Test
  void shouldFailAtOnceWithoutAPause() {
    assertThatThrownBy(
            () ->
                steps.test(
                    () -> {
                      done.add("ran");
                      throw new AssertionError("broken");
                    },
                    () -> done.add("afresh")))
        .hasMessage("broken");
    assertThat(done).containsExactly("ran");
  }

  @Test
  void shouldFailAfterThreeVoidRuns() {
    assertThatThrownBy(
            () ->
                steps.test(
                    () -> {
                      paused();
                      throw new AssertionError("broken");
                    },
                    () -> {}))
        .hasMessage("broken");
    assertThat(done).containsExactly("paused", "paused", "paused");
  }

  @Test
  void shouldMeasureAgainWhatAPauseMadeVoid() throws Exception {
    int figure =
        steps.measure(
            () -> {
              if (done.isEmpty()) {
                paused();
                return 7_300;
              }
              return 2;
            });

    assertThat(figure).isEqualTo(2);
  }

  private void paused() {
    done.add("paused");
    long now = System.nanoTime();
    pauses.woken(now - Duration.ofSeconds(2).toNanos(), now);
  }
}
