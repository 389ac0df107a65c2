package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a name and a type may be. */
class MemberNameTest {
  private static final String SMILE = "\uD83D\uDE00";

  static Stream<String> longest() {
    return Stream.of("a".repeat(255), "é".repeat(127) + "a", SMILE.repeat(63) + "abc");
  }

  static Stream<String> tooLong() {
    return Stream.of("a".repeat(256), "é".repeat(128), SMILE.repeat(64));
  }

  @ParameterizedTest
  @MethodSource("longest")
  void shouldTakeUpTo255BytesOfUtf8(String text) {
    assertThat(Member.named(text).name()).isEqualTo(text);
    assertThat(Member.named("a").withType(text).type()).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("tooLong")
  void shouldRejectMoreThan255BytesOfUtf8(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Member.named(text))
        .withMessageStartingWith("name '" + text.substring(0, 60))
        .withMessageEndingWith("is 256 bytes of UTF-8, not 1 to 255");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Member.named("a").withType(text))
        .withMessageStartingWith("type '" + text.substring(0, 60))
        .withMessageEndingWith("is 256 bytes of UTF-8, not 0 to 255");
  }

  @Test
  void shouldRejectAnEmptyNameButNoEmptyType() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Member.named(""))
        .withMessage("name '' is 0 bytes of UTF-8, not 1 to 255");
    assertThat(Member.named("a").withType("b").withType("").type()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(chars = {0, '\t', '\n', '\r', 0x1B, 0x1F, 0x7F, 0x80, 0x9F})
  void shouldRejectControlCharacters(char control) {
    String text = "ab" + control + "c";
    String complaint =
        "'ab\uFFFDc' contains the control character U+%04X at index 2".formatted((int) control);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Member.named(text))
        .withMessage("name " + complaint);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Member.named("a").withType(text))
        .withMessage("type " + complaint);
  }

  @Test
  void shouldPutNoControlCharacterIntoAnyMessage() {
    List<String> faulty = List.of("a\nb".repeat(100), "a\nb\uD800");

    for (String text : faulty) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Member.named(text))
          .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("\n"));
    }
  }

  @Test
  void shouldRejectABarInANameButNotInAType() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Member.named("a|b"))
        .withMessage("name 'a|b' contains '|'");
    assertThat(Member.named("a").withType("b|c").type()).isEqualTo("b|c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "a\uDE00", "a\uD83Db", "\uDE00\uD83D"})
  void shouldRejectASurrogateThatStandsAlone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Member.named(text))
        .withMessage("name '" + text + "' is not valid Unicode: a surrogate stands alone");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Member.named("a").withType(text))
        .withMessage("type '" + text + "' is not valid Unicode: a surrogate stands alone");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "a b", "tcp://host:1", "日本語", SMILE, "a,b", "'"})
  void shouldTakeAnyOtherText(String text) {
    assertThat(Member.named(text).name()).isEqualTo(text);
  }
}
