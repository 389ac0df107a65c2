package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals to the id of a process that another process may have by now. */
class SignalsTest {
  @TempDir private Path folder;
  private Process lives;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/stat")), "no /proc");
    // Its name has what /proc puts around it, and a line's end.
    Path odd = folder.resolve("a) Z 1\n(b");
    Files.copy(Path.of("/bin/cat").toRealPath(), odd);
    assertThat(odd.toFile().setExecutable(true)).isTrue();
    lives = new ProcessBuilder(odd.toString()).start();
  }

  @AfterEach
  void end() {
    if (lives != null) {
      lives.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "HUP", "TERM"})
  void shouldSendNothingToAnotherProcessWithTheId(String name) throws Exception {
    String another = Signals.start(ProcessHandle.current().pid());

    assertThat(Signals.send(name, lives.pid(), another)).isFalse();
    assertThat(Signals.send(name, lives.pid(), Signals.GONE)).isFalse();

    lives.getOutputStream().close();
    assertThat(lives.waitFor()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "HUP,129", "TERM,143"})
  void shouldReachTheProcessThatIsMeant(String name, int exit) throws Exception {
    assertThat(Signals.send(name, lives.pid(), Signals.start(lives.pid()))).isTrue();

    assertThat(lives.waitFor()).isEqualTo(exit);
  }

  @Test
  void shouldKnowThatNobodyHasAnId() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();

    assertThat(Signals.start(ended.pid())).isEqualTo(Signals.GONE);
    assertThat(Signals.send("TERM", ended.pid(), Signals.GONE)).isFalse();
  }
}
