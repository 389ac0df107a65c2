package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each line that is logged stands in {@code docs/reference/log-lines.md}, with its level. */
class LogLinesTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern LINE =
      Pattern.compile("log\\.(error|warn|info|debug|trace)\\(\\s*\"(?:\\{}: )?([^\"]*)\"");

  /** Only what it is called with, which stands in the page by other names. */
  private static final String NO_WORDS = "{}";

  @Test
  void shouldExplainEachLine() throws IOException {
    List<String> page = Files.readAllLines(Path.of("../docs/reference/log-lines.md"));
    List<Pattern> lines = sources().flatMap(LogLinesTest::lines).toList();

    assertThat(lines).hasSizeGreaterThan(15);
    assertThat(lines)
        .allSatisfy(
            line -> assertThat(page).anyMatch(row -> line.matcher(row).find(), line.pattern()));
  }

  /** How the page shows what this source logs. */
  private static Stream<Pattern> lines(String source) {
    return LINE.matcher(source)
        .results()
        .filter(call -> !call.group(2).equals(NO_WORDS))
        .map(
            call ->
                "^\\| " + call.group(1).toUpperCase(Locale.ROOT) + " \\|.*" + words(call.group(2)))
        .map(Pattern::compile);
  }

  private static String words(String format) {
    return Arrays.stream(format.split("\\{}", -1))
        .map(Pattern::quote)
        .collect(Collectors.joining("[^|]+"));
  }

  private static Stream<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(LogLinesTest::read)
          .toList()
          .stream();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
