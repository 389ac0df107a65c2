package io.rollcall.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CachedLineTest {
  private final List<String> list = new ArrayList<>(List.of("a", "b"));
  private int made;
  private final CachedLine line =
      new CachedLine(
          () -> {
            made++;
            return list;
          });

  @Test
  void shouldMakeALineOnceForEachVersion() {
    assertThat(text(0)).isEqualTo("a|b\n");
    assertThat(text(0)).isEqualTo("a|b\n");
    assertThat(made).isEqualTo(1);

    list.add("c");
    assertThat(text(1)).isEqualTo("a|b|c\n");
    assertThat(made).isEqualTo(2);
  }

  @Test
  void shouldShareItsOctets() {
    assertThat(line.of(0).get()).isEqualTo((byte) 'a');
    assertThat(line.of(0).get()).isEqualTo((byte) 'a');
    assertThat(line.of(0).isReadOnly()).isTrue();
  }

  private String text(long version) {
    return StandardCharsets.UTF_8.decode(line.of(version)).toString();
  }
}
