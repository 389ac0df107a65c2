package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AcceptLimiterTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final AcceptLimiter<String> limiter =
      new AcceptLimiter<>(
          new SocketLimits(3, 2, 2, Duration.ofSeconds(1), Duration.ofSeconds(5), 1024));

  @Test
  void shouldRefuseBeyondTheLimit() {
    for (String each : new String[] {"a", "b", "c"}) {
      limiter.opened(each, null, 0);
      limiter.established(each);
    }

    assertThat(limiter.refusal(null)).isEqualTo("there are 3 connections, the limit");

    limiter.closed("b", null);
    assertThat(limiter.refusal(null)).isNull();
  }

  @Test
  void shouldRefuseBeyondTheLimitOfAnAddress() {
    limiter.opened("a", HERE, 0);
    limiter.opened("b", HERE, 0);

    assertThat(limiter.refusal(HERE)).isEqualTo("there are 2 connections from there, the limit");
    assertThat(limiter.refusal(null)).isNull();

    limiter.closed("a", HERE);
    assertThat(limiter.refusal(HERE)).isNull();
  }

  @Test
  void shouldDisplaceTheOldestHalfOpenOne() {
    limiter.opened("old", null, 0);
    assertThat(limiter.displaced()).isNull();
    limiter.opened("young", null, 0);

    assertThat(limiter.displaced()).isEqualTo("old");
    assertThat(limiter.oldest()).isEqualTo("old");

    limiter.established("old");
    assertThat(limiter.displaced()).isNull();
  }

  @Test
  void shouldDisplaceAHalfOpenOneWhereAllPlacesAreTaken() {
    limiter.opened("a", null, 0);
    limiter.opened("b", null, 0);
    limiter.established("a");
    limiter.established("b");
    limiter.opened("half-open", null, 0);

    assertThat(limiter.refusal(null)).isNull();
    assertThat(limiter.displaced()).isEqualTo("half-open");
  }

  @Test
  void shouldKnowWhoIsTooSlow() {
    long second = 1_000_000_000L;
    assertThat(limiter.untilOverdue(0)).isNegative();
    limiter.opened("a", null, 0);
    limiter.opened("b", null, second);

    assertThat(limiter.untilOverdue(second)).isEqualTo(4 * second);
    assertThat(limiter.overdue(5 * second)).containsExactly("a");
    assertThat(limiter.overdue(6 * second)).containsExactly("a", "b");
  }
}
