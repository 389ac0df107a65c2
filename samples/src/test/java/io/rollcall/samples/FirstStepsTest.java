package io.rollcall.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guide begins with lines that run. */
class FirstStepsTest {
  private static final Path GUIDE = Path.of("../docs/guide.md");
  private static final Path SAMPLE = Path.of("src/main/java/io/rollcall/samples/FirstSteps.java");

  @Test
  void shouldFindAMember() throws InterruptedException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream console = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      FirstSteps.main();
    } finally {
      System.setOut(console);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .matches("call 127\\.0\\.0\\.1 at 808[01]\\R");
  }

  @Test
  void shouldStandInTheGuide() throws IOException {
    assertThat(lines(Files.readString(SAMPLE))).containsSubsequence(firstBlock());
  }

  /** Without indentation and comments. */
  private static List<String> lines(String code) {
    return code.lines()
        .map(line -> line.replaceAll("//.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static List<String> firstBlock() throws IOException {
    String guide = Files.readString(GUIDE);
    int begin = guide.indexOf("```java\n") + "```java\n".length();
    List<String> block = lines(guide.substring(begin, guide.indexOf("```", begin)));
    assertThat(block).hasSizeGreaterThan(5);
    return block;
  }
}
