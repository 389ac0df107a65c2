package io.rollcall.nanomsg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names on the wire, as gopherdiscovery writes them. */
class NamesTest {
  @Test
  void shouldReadAName() {
    assertThat(Names.member("日本 1".getBytes(UTF_8)).name()).isEqualTo("日本 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a|b", "a\n", "\0"})
  void shouldRefuseWhatIsNoName(String name) {
    assertThatThrownBy(() -> Names.member(name.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseWhatIsNoText() {
    assertThatThrownBy(() -> Names.member(new byte[] {'a', (byte) 0xFF}))
        .hasMessage("a name that is no UTF-8");
    assertThat(Names.published(new byte[] {(byte) 0xC3})).isEmpty();
  }

  @Test
  void shouldJoinNames() {
    assertThat(Names.joined(List.of("a", "é"))).isEqualTo("a|é".getBytes(UTF_8));
    assertThat(Names.joined(List.of())).isEmpty();
    assertThat(Names.published("a|é".getBytes(UTF_8))).contains("a|é");
  }

  /** As programs in C send their strings. */
  @Test
  void shouldCutOneNulAtTheEnd() {
    assertThat(Names.member("alice\0".getBytes(UTF_8)).name()).isEqualTo("alice");
    assertThat(Names.published("a|b\0".getBytes(UTF_8))).contains("a|b");
    assertThat(Names.published(new byte[] {0})).contains("");
    assertThatThrownBy(() -> Names.member("alice\0\0".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Names.member("a\0b".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
