package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text on terminals. */
class CellsTest {
  @ParameterizedTest
  @CsvSource({
    "web1, 4",
    "\u00e4, 1",
    // The same as a letter and a mark.
    "a\u0308, 1",
    "\u65e5\u672c\u8a9e, 6",
    "\ud55c\uae00, 4",
    "\u304b\u30ab, 4",
    // Half a kana, and a whole letter.
    "\uff76\uff21, 3",
    "\u2705\u2713, 3",
    "\ud83d\ude00, 2",
    // A joiner and a variation selector take no room.
    "a\u200db\ufe0f, 2",
  })
  void shouldCountCells(String text, int cells) {
    assertThat(Cells.of(text)).isEqualTo(cells);
  }

  @Test
  void shouldCutNoCharacterInTwo() {
    String japanese = "\u65e5\u672c\u8a9e";

    assertThat(Cells.cut(japanese, 6)).isEqualTo(japanese);
    assertThat(Cells.cut(japanese, 5)).isEqualTo("\u65e5\u672c");
    assertThat(Cells.cut("\ud83d\ude00x", 1)).isEmpty();
    assertThat(Cells.cut("a\u0308x", 1)).isEqualTo("a\u0308");
  }

  @Test
  void shouldKeepTheColumnsOfATableInLine() {
    Table table = new Table("NAME", "TYPE");
    table.add("\u65e5\u672c\u8a9e", "web");
    table.add("web1", "web");
    StringWriter out = new StringWriter();

    table.print(new PrintWriter(out));

    assertThat(out.toString().lines())
        .containsExactly("NAME    TYPE", "\u65e5\u672c\u8a9e  web", "web1    web");
  }

  @Test
  void shouldTellWhatATerminalKnows() {
    assertThat(Terminal.isCapable(Map.of("TERM", "xterm-256color"))).isTrue();
    assertThat(Terminal.isCapable(Map.of("TERM", "dumb"))).isFalse();
    assertThat(Terminal.isCapable(Map.of("TERM", ""))).isFalse();
    assertThat(Terminal.isCapable(Map.of())).isFalse();
    assertThat(Terminal.hasColours(Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(Terminal.hasColours(Map.of("NO_COLOR", ""))).isTrue();
    assertThat(Terminal.hasColours(Map.of())).isTrue();
  }
}
