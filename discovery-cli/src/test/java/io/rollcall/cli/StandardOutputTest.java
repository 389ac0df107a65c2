package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandardOutputTest {
  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  /** What the system says for EPIPE in one of its languages. */
  private StandardOutput failing(boolean hasReader) {
    OutputStream target =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("Daten\u00fcbergabe unterbrochen (broken pipe)");
          }
        };
    StandardOutput out = new StandardOutput(target, hasReader, new PrintWriter(err, true));
    PrintWriter writer = out.writer();
    writer.println("x");
    writer.flush();
    return out;
  }

  @Test
  void shouldKnowInEachLanguageThatNobodyReads() {
    StandardOutput out = failing(true);

    assertThat(out.exitCode(ExitCode.OK)).isEqualTo(141);
    assertThat(out.exitCode(ExitCode.TIMEOUT)).isEqualTo(ExitCode.TIMEOUT);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldSayWhyAFileCantBeWritten() {
    StandardOutput out = failing(false);

    assertThat(out.exitCode(ExitCode.OK)).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .isEqualTo(
            "rollcall: standard output can't be written:"
                + " Daten\u00fcbergabe unterbrochen (broken pipe)\n");
  }

  @Test
  void shouldTellPipesFromFilesAndDevices() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(StandardOutput.isPipe(pipe)).isTrue();
    assertThat(StandardOutput.isPipe(Files.writeString(folder.resolve("file"), "x"))).isFalse();
    assertThat(StandardOutput.isPipe(Path.of("/dev/null"))).isFalse();
    assertThat(StandardOutput.isPipe(folder.resolve("absent"))).isFalse();
  }
}
