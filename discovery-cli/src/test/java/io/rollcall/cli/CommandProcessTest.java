package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandProcessTest {
  private final List<String> sent = new ArrayList<>();

  private boolean send(String name, long pid) {
    return sent.add(name + " " + pid);
  }

  /** While the member says goodbye, another process may have the id already. */
  @ParameterizedTest
  @ValueSource(strings = {"INT", "HUP", "TERM"})
  void shouldSendNothingToTheIdOfACommandThatHasEnded(String name) throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    CommandProcess.passOn(name, ended.toHandle(), this::send);

    assertThat(sent).isEmpty();
  }

  @Test
  void shouldPassOnSignalsToACommandThatLives() throws Exception {
    Process lives = new ProcessBuilder("cat").start();
    try {
      CommandProcess.passOn("HUP", lives.toHandle(), this::send);
      assertThat(sent).containsExactly("HUP " + lives.pid());
      CommandProcess.passOn("TERM", lives.toHandle(), this::send);
      assertThat(lives.waitFor()).isEqualTo(ExitCode.SIGNAL + 15);
    } finally {
      lives.destroyForcibly();
    }
  }
}
