package io.rollcall.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeashTest {
  /** Says its process id, and stays without reading anything. */
  private static final List<String> STAYS = List.of("sh", "-c", "echo $$; exec sleep 120");

  @Test
  void shouldEndTheProgramWhenItsInputCloses() throws Exception {
    Process program = start(STAYS);
    assertThat(program.inputReader().readLine()).isEqualTo(Long.toString(program.pid()));

    program.outputWriter().close();

    assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldLeaveNoWatcherWhenTheProgramIsKilled() throws Exception {
    Process program = start(STAYS);
    assertThat(program.inputReader().readLine()).isNotEmpty();
    List<ProcessHandle> watchers = program.children().toList();
    assertThat(watchers).hasSize(1);

    program.destroyForcibly();

    await().until(() -> !program.isAlive() && !watchers.get(0).isAlive());
  }

  @Test
  void shouldPassOnArgumentsOutputAndExitCode() throws Exception {
    Process program =
        start(List.of("sh", "-c", "echo \"$1\"; echo \"$2\" >&2; exit 3", "sh", "a b", "c  d"));

    try (BufferedReader output = program.inputReader();
        BufferedReader error = program.errorReader()) {
      assertThat(output.lines()).containsExactly("a b");
      assertThat(error.lines()).containsExactly("c  d");
    }
    assertThat(program.waitFor()).isEqualTo(3);
  }

  private static Process start(List<String> program) throws IOException {
    return new ProcessBuilder(Leash.command(program)).start();
  }
}
