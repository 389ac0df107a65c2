package io.rollcall.benchmarks.siege;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReadLogTest {
  private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
  private final ReadLog log = new ReadLog(new PrintStream(passed, true, StandardCharsets.UTF_8));
  private final PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);

  @Test
  void shouldCountDropsAndKeepThemToItself() {
    out.println(
        "WARN ServerAgent - server: dropped truncated: 3 of 4 (1 since the last such line)");
    out.println("WARN ServerAgent - server: dropped a topic (41 since the last such line)");
    assertThat(log.drops()).isEqualTo(42);
    assertThat(passed.size()).isZero();
  }

  @Test
  void shouldNoticeWhatAServerSurvived() {
    out.println(
        "ERROR SocketLoop - rollcall-server: its sockets, or a thread of theirs, have died; they"
            + " are opened again");
    out.println("java.lang.OutOfMemoryError: Java heap space");
    out.println("\tat somewhere");
    assertThat(log.reopened()).isEqualTo(1);
    assertThat(log.outOfMemory()).isEqualTo(1);
    assertThat(log.drops()).isZero();
    assertThat(passed.toString(StandardCharsets.UTF_8)).hasLineCount(3);
  }
}
