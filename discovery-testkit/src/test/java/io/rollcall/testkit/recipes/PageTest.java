package io.rollcall.testkit.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code on the page is code that runs. */
class PageTest {
  private static final Path SOURCES = Path.of("src/test/java/io/rollcall/testkit/recipes");
  private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void shouldShowCodeThatRuns() throws IOException {
    String page = Files.readString(Path.of("../docs/guide/testing.md"));
    List<String> blocks = CODE.matcher(page).results().map(PageTest::code).toList();
    String sources = unindented(recipes());

    assertThat(blocks).hasSizeGreaterThan(8);
    assertThat(blocks).allSatisfy(block -> assertThat(sources).contains(block));
  }

  private static String code(MatchResult block) {
    return unindented(block.group(1));
  }

  private static String recipes() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files.sorted().map(PageTest::read).collect(Collectors.joining("\n"));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The page shows methods without their class. */
  private static String unindented(String code) {
    return code.lines().map(String::strip).collect(Collectors.joining("\n"));
  }
}
