package io.rollcall.groupcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ByteCacheTest {
  private final AtomicInteger evicted = new AtomicInteger();
  private final ByteCache cache = new ByteCache(1_000, evicted::incrementAndGet);

  @Test
  void shouldKeepNoMoreOctetsThanItMay() {
    for (int i = 0; i < 100; i++) {
      cache.put("key%03d".formatted(i), ByteView.of(new byte[94]));
      assertThat(cache.bytes()).isLessThanOrEqualTo(1_000);
    }
    assertThat(cache.bytes()).as("full").isEqualTo(1_000);
    assertThat(evicted).hasValue(90);
  }

  @Test
  void shouldKeepNothingThatIsLongerThanAll() {
    cache.put("key", ByteView.of(new byte[1_000]));
    assertThat(cache.get("key")).isNull();
    assertThat(cache.bytes()).isZero();
  }

  @Test
  void shouldHandOutNothingThatHasExpired() {
    cache.put("past", ByteView.of("a").expiringAt(Instant.now().minusSeconds(1)));
    cache.put("future", ByteView.of("b").expiringAt(Instant.now().plusSeconds(3_600)));
    cache.put("always", ByteView.of("c"));
    assertThat(cache.get("past")).isNull();
    assertThat(cache.get("future")).hasToString("b");
    assertThat(cache.get("always")).hasToString("c");
    assertThat(cache.bytes()).as("without the first").isEqualTo(6 + 1 + 6 + 1);
    assertThat(evicted).as("made no room").hasValue(0);
  }
}
