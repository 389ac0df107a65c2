package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final Admission<String> admission =
      new Admission<>(new Limits(3, 2, 2, Duration.ofSeconds(5), 1024));

  @Test
  void shouldRefuseBeyondTheLimit() {
    for (String each : new String[] {"a", "b", "c"}) {
      admission.opened(each, null, 0);
      admission.established(each);
    }

    assertThat(admission.refusal(null)).isEqualTo("there are 3 connections, the limit");

    admission.closed("b", null);
    assertThat(admission.refusal(null)).isNull();
  }

  @Test
  void shouldRefuseBeyondTheLimitOfAnAddress() {
    admission.opened("a", HERE, 0);
    admission.opened("b", HERE, 0);

    assertThat(admission.refusal(HERE)).isEqualTo("there are 2 connections from there, the limit");
    assertThat(admission.refusal(null)).isNull();

    admission.closed("a", HERE);
    assertThat(admission.refusal(HERE)).isNull();
  }

  @Test
  void shouldDisplaceTheOldestHalfOpenOne() {
    admission.opened("old", null, 0);
    assertThat(admission.displaced()).isNull();
    admission.opened("young", null, 0);

    assertThat(admission.displaced()).isEqualTo("old");
    assertThat(admission.oldest()).isEqualTo("old");

    admission.established("old");
    assertThat(admission.displaced()).isNull();
  }

  @Test
  void shouldDisplaceAHalfOpenOneWhereAllPlacesAreTaken() {
    admission.opened("a", null, 0);
    admission.opened("b", null, 0);
    admission.established("a");
    admission.established("b");
    admission.opened("half-open", null, 0);

    assertThat(admission.refusal(null)).isNull();
    assertThat(admission.displaced()).isEqualTo("half-open");
  }

  @Test
  void shouldKnowWhoIsTooSlow() {
    long second = 1_000_000_000L;
    assertThat(admission.untilOverdue(0)).isNegative();
    admission.opened("a", null, 0);
    admission.opened("b", null, second);

    assertThat(admission.untilOverdue(second)).isEqualTo(4 * second);
    assertThat(admission.overdue(5 * second)).containsExactly("a");
    assertThat(admission.overdue(6 * second)).containsExactly("a", "b");
  }
}
