package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelimitedNamesTest {
  @Test
  void shouldTakeTheNamesThatAreNamesEachOnce() {
    DelimitedNames names = DelimitedNames.of("b:2|a:1||b:2|\u0007");

    assertThat(names.names()).containsExactly("a:1", "b:2");
    assertThat(names.problem()).isEqualTo("'', which is no name (2 such parts)");
  }

  @Test
  void shouldFindNobodyInNothing() {
    assertThat(DelimitedNames.of("").names()).isEmpty();
    assertThat(DelimitedNames.of("").problem()).isNull();
    assertThat(DelimitedNames.count("")).isZero();
  }

  @Test
  void shouldCountTheParts() {
    assertThat(DelimitedNames.count("a")).isEqualTo(1);
    assertThat(DelimitedNames.count("a||")).isEqualTo(3);
    assertThat(DelimitedNames.count("|".repeat(1_000_000))).isEqualTo(1_000_001);
  }

  /** An exception for each took seconds. */
  @Test
  void shouldSayOnceWhatIsWrongWithAMillionParts() {
    DelimitedNames names = DelimitedNames.of("|".repeat(999_999));

    assertThat(names.problem()).isEqualTo("'', which is no name (1,000,000 such parts)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a|b", "a\n", "\ud800", "x\udc00", "é", "日本", "\ud83d\ude00", " "})
  void shouldHoldForANameWhatMembersTake(String text) {
    assertThat(Member.isName(text)).isEqualTo(isTaken(text));
    String longest =
        "x".repeat(255 - text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
    assertThat(Member.isName(longest + text)).isEqualTo(isTaken(longest + text));
    assertThat(Member.isName(longest + "x" + text)).isEqualTo(isTaken(longest + "x" + text));
  }

  private static boolean isTaken(String name) {
    try {
      Member.named(name);
      return true;
    } catch (IllegalArgumentException noName) {
      return false;
    }
  }
}
