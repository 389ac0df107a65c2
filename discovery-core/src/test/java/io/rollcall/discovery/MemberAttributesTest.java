package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemberAttributesTest {
  private static final Member MEMBER = Member.named("client1");

  @Test
  void shouldSortAttributesByKey() {
    Map<String, String> backwards = new TreeMap<>(Collections.reverseOrder());
    backwards.putAll(Map.of("b", "1", "a", "2", "B", "3"));

    Member member = MEMBER.withAttributes(backwards).withAttribute("aa", "4");

    assertThat(member.attributes().keySet()).containsExactly("B", "a", "aa", "b");
  }

  @Test
  void shouldCopyAttributes() {
    Map<String, String> mine = new HashMap<>(Map.of("zone", "b"));
    Member member = MEMBER.withAttributes(mine);

    mine.put("zone", "c");

    assertThat(member.attributes()).containsExactly(Map.entry("zone", "b"));
  }

  @Test
  void shouldNotLetAttributesBeAltered() {
    Member member = MEMBER.withAttribute("zone", "b");

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> member.attributes().put("zone", "c"));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> member.attributes().tailMap("a").clear());
  }

  @Test
  void shouldReplaceOneAttributeOrAllOfThem() {
    Member member = MEMBER.withAttribute("zone", "b").withAttribute("zone", "c");

    assertThat(member.attributes()).containsExactly(Map.entry("zone", "c"));
    assertThat(member.withAttributes(Map.of("port", "1")).attributes())
        .containsExactly(Map.entry("port", "1"));
    assertThat(member.withAttributes(Map.of()).attributes()).isEmpty();
  }

  @Test
  void shouldTake64AttributesAndNoMore() {
    Member full = MEMBER.withAttributes(numbered(64));

    assertThat(full.attributes()).hasSize(64);
    assertThat(full.withAttribute("key0", "other").attributes()).hasSize(64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> full.withAttribute("one more", ""))
        .withMessage("attributes number 65, more than 64");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MEMBER.withAttributes(numbered(65)))
        .withMessage("attributes number 65, more than 64");
  }

  @Test
  void shouldTakeKeysOf1To255Bytes() {
    String longest = "é".repeat(127) + "a";

    assertThat(MEMBER.withAttribute(longest, "").attributes()).containsKey(longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MEMBER.withAttribute("", "b"))
        .withMessage("attribute key '' is 0 bytes of UTF-8, not 1 to 255");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MEMBER.withAttribute("a" + longest, "b"))
        .withMessageStartingWith("attribute key 'aéé")
        .withMessageEndingWith("is 256 bytes of UTF-8, not 1 to 255");
  }

  @Test
  void shouldRejectKeysWithControlCharactersOrLoneSurrogates() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MEMBER.withAttribute("a\n", "b"))
        .withMessage("attribute key 'a\uFFFD' contains the control character U+000A at index 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MEMBER.withAttribute("a\uD800", "b"))
        .withMessageStartingWith("attribute key 'a\uD800' is not valid Unicode");
  }

  @Test
  void shouldTakeAnyValueThatIsUnicode() {
    String value = "two\nlines | \u0000 \uD83D\uDE00";

    assertThat(MEMBER.withAttribute("a", value).attributes()).containsEntry("a", value);
    assertThat(MEMBER.withAttribute("a", "").attributes()).containsEntry("a", "");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MEMBER.withAttribute("a", "b\uDC00"))
        .withMessageStartingWith("value of attribute 'a' 'b\uDC00' is not valid Unicode");
  }

  @Test
  void shouldTake16KilobytesInAllAndNoMore() {
    Member full = MEMBER.withAttribute("a", "é".repeat(8191)).withAttribute("b", "");

    assertThat(full.attributes()).hasSize(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> full.withAttribute("b", "x"))
        .withMessage("attributes are 16385 bytes in all, more than 16384");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> full.withAttribute("c", ""))
        .withMessage("attributes are 16385 bytes in all, more than 16384");
  }

  @Test
  void shouldNameWhatIsNull() {
    Map<String, String> valueless = new HashMap<>();
    valueless.put("zone", null);
    Map<String, String> keyless = new HashMap<>();
    keyless.put(null, "b");

    assertThatNullPointerException()
        .isThrownBy(() -> MEMBER.withAttributes(valueless))
        .withMessage("value of attribute 'zone'");
    assertThatNullPointerException()
        .isThrownBy(() -> MEMBER.withAttributes(keyless))
        .withMessage("attribute key");
  }

  private static Map<String, String> numbered(int many) {
    return IntStream.range(0, many).boxed().collect(Collectors.toMap(i -> "key" + i, i -> ""));
  }
}
