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

/** Lines of "Getting started" that run. */
class FirstStepsTest {
  private static final Path PAGE = Path.of("../docs/getting-started.md");
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
  void shouldStandOnThePage() throws IOException {
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
    String page = Files.readString(PAGE);
    int begin = page.indexOf("Member self");
    List<String> block = lines(page.substring(begin, page.indexOf("```", begin)));
    assertThat(block).hasSizeGreaterThan(5);
    return block;
  }
}
