package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals for the command, on systems that tell when a process started and on others. */
class CommandProcessTest {
  private static final String NOT_TOLD = "";

  private Process lives;

  @BeforeEach
  void start() throws Exception {
    lives = new ProcessBuilder("cat").start();
  }

  @AfterEach
  void end() {
    lives.destroyForcibly();
  }

  /** A command whose id belongs to the process that lives by now. */
  private static final class Command extends Process {
    private final Process another;
    private final boolean alive;
    private int destroyed;

    Command(Process another, boolean alive) {
      this.another = another;
      this.alive = alive;
    }

    @Override
    public long pid() {
      return another.pid();
    }

    @Override
    public boolean isAlive() {
      return alive;
    }

    @Override
    public void destroy() {
      destroyed++;
    }

    @Override
    public int waitFor() {
      return 0;
    }

    @Override
    public int exitValue() {
      return 0;
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getInputStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public InputStream getErrorStream() {
      return InputStream.nullInputStream();
    }
  }

  private void assertUntouched() throws Exception {
    lives.getOutputStream().close();
    assertThat(lives.waitFor()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "HUP", "TERM"})
  void shouldSignalNobodyOnceTheCommandHasEnded(String name) throws Exception {
    Command ended = new Command(lives, false);

    CommandProcess.passOn(name, ended, NOT_TOLD);

    assertThat(ended.destroyed).isZero();
    assertUntouched();
  }

  /** It may end after it was looked at; Java sees to that for this signal. */
  @Test
  void shouldLeaveATermToJavaWhereNoStartIsTold() throws Exception {
    Command command = new Command(lives, true);

    CommandProcess.passOn("TERM", command, NOT_TOLD);

    assertThat(command.destroyed).isEqualTo(1);
    assertUntouched();
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "HUP,129", "TERM,143"})
  void shouldSignalTheCommand(String name, int exit) throws Exception {
    CommandProcess.passOn(name, lives, Signals.start(lives.pid()));

    assertThat(lives.waitFor()).isEqualTo(exit);
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "HUP,129", "TERM,143"})
  void shouldSignalTheCommandWhereNoStartIsTold(String name, int exit) throws Exception {
    CommandProcess.passOn(name, lives, NOT_TOLD);

    assertThat(lives.waitFor()).isEqualTo(exit);
  }
}
