package io.rollcall.groupcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerPathTest {
  @ParameterizedTest
  @CsvSource({
    "a b, a%20b",
    "a+b, a%2Bb",
    "a/b, a%2Fb",
    "a//b, a%2F%2Fb",
    "../x, ..%2Fx",
    "100%, 100%25",
    "a?b#c, a%3Fb%23c",
    "日本, %E6%97%A5%E6%9C%AC",
    "'', ''",
    "A-z_0.9~, A-z_0.9~"
  })
  void shouldEncodeSoThatEverybodyReadsTheSame(String key, String encoded) {
    PeerPath path = new PeerPath("group", key);
    assertThat(path.encoded()).isEqualTo("/_groupcache/group/" + encoded);
    assertThat(PeerPath.parse(path.encoded())).contains(path);
  }

  @ParameterizedTest
  @CsvSource({
    "/_groupcache/g/a+b, g, a+b",
    "/_groupcache/g/, g, ''",
    "/_groupcache//k, '', k",
    "/_groupcache/g%2Fk, g, k",
    "/_groupcache/g%2Fa/b, g, a/b",
    "/_groupcache/g//k, g, /k",
    "/mounted/below/_groupcache/g/k, g, k",
    "/_groupcache/g/_groupcache/x, g, _groupcache/x"
  })
  void shouldReadAsGoDoes(String raw, String group, String key) {
    assertThat(PeerPath.parse(raw)).contains(new PeerPath(group, key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/_groupcache",
        "/_groupcache/",
        "/_groupcache/group",
        "/elsewhere/g/k",
        "/_groupcache/g/%",
        "/_groupcache/g/%4",
        "/_groupcache/g/%zz",
        "/_groupcache/g/%FF",
        "/_groupcache/g/%E6%97"
      })
  void shouldReadNothingElse(String raw) {
    assertThat(PeerPath.parse(raw)).isEmpty();
  }

  @Test
  void shouldTakeNoHalfCharacters() {
    assertThatThrownBy(() -> new PeerPath("g", "\ud83d").encoded())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("half a surrogate pair");
  }
}
