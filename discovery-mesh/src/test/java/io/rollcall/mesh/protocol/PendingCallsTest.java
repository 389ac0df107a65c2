package io.rollcall.mesh.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PendingCallsTest {
  private final PendingCalls<String> pending = new PendingCalls<>();

  @Test
  void shouldEndEachCallOnce() {
    pending.add(1, "a", 100);
    pending.add(2, "b", 200);
    assertThat(pending.remove(1)).isEqualTo("a");
    assertThat(pending.remove(1)).isNull();
    assertThat(pending.expire(100)).isEmpty();
    assertThat(pending.expire(200)).containsExactly(new PendingCalls.Expired<>(2, "b"));
    assertThat(pending.remove(2)).isNull();
    assertThat(pending.size()).isZero();
    assertThat(pending.nextDue()).isEqualTo(Deadlines.NEVER);
  }

  @Test
  void shouldRefuseASecondCallOfOneId() {
    assertThat(pending.add(1, "a", 100)).isTrue();
    assertThat(pending.add(1, "b", 50)).isFalse();
    assertThat(pending.nextDue()).isEqualTo(100);
    assertThat(pending.remove(1)).isEqualTo("a");
  }

  @Test
  void shouldGiveUpAllInTheOrderInWhichTheyBegan() {
    pending.add(2, "b", 100);
    pending.add(1, "a", 100);
    assertThat(pending.removeAll()).containsExactly("b", "a");
    assertThat(pending.size()).isZero();
    assertThat(pending.expire(1000)).isEmpty();
  }
}
