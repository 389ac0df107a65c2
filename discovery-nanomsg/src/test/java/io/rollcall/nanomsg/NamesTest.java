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
    assertThat(Names.parts(new byte[] {(byte) 0xC3})).isEmpty();
  }

  @Test
  void shouldJoinAndPartNames() {
    assertThat(Names.joined(List.of("a", "é"))).isEqualTo("a|é".getBytes(UTF_8));
    assertThat(Names.joined(List.of())).isEmpty();
    assertThat(Names.parts("a|é".getBytes(UTF_8))).contains(List.of("a", "é"));
    assertThat(Names.parts("a||".getBytes(UTF_8))).contains(List.of("a", "", ""));
    assertThat(Names.parts(new byte[0])).contains(List.of());
  }
}
