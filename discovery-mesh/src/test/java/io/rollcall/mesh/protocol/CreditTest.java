package io.rollcall.mesh.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.mesh.wire.MeshFrame.Credit;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditTest {
  private static final int REQUESTS = 10;
  private static final int OCTETS = 1_000_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldNeverExceedTheWindowNorStallWhereWordsAreLost(long seed) {
    Random random = new Random(seed);
    CreditGrant grant = new CreditGrant(REQUESTS, OCTETS);
    CreditBalance balance = new CreditBalance();
    Queue<Integer> working = new ArrayDeque<>();
    long octets = 0;
    int sent = 0;
    for (int i = 0; i < 20_000; i++) {
      int length = random.nextInt(OCTETS);
      if (balance.covers(length)) {
        balance.spend(length);
        assertThat(grant.arrived(length)).isTrue();
        working.add(length);
        octets += length;
        sent++;
      }
      assertThat(working.size()).isLessThanOrEqualTo(REQUESTS);
      assertThat(octets).isLessThanOrEqualTo(OCTETS);
      assertThat(grant.isExceeded()).isFalse();
      if (!working.isEmpty() && random.nextInt(3) == 0) {
        octets -= working.peek();
        grant.ended(working.remove());
      }
      // Half of what is told is lost; what is told without a reason, as behind a PING, heals it.
      if (grant.isDue() || random.nextInt(50) == 0) {
        Credit told = grant.tell();
        if (random.nextBoolean()) {
          balance.granted(told);
        }
      }
    }
    assertThat(sent).isGreaterThan(1_000);
  }

  @Test
  void shouldNoticeWhoSendsWithoutCredit() {
    CreditGrant grant = new CreditGrant(2, 100);
    assertThat(grant.arrived(1)).isFalse();
    grant.tell();
    assertThat(grant.arrived(99)).isTrue();
    assertThat(grant.arrived(1)).isFalse();
    assertThat(grant.isExceeded()).isTrue();
  }

  @Test
  void shouldIgnoreWordsThatAreOlder() {
    CreditBalance balance = new CreditBalance();
    assertThat(balance.covers(0)).isFalse();
    balance.granted(new Credit(5, 500));
    balance.granted(new Credit(2, 100));
    balance.spend(400);
    assertThat(balance.covers(100)).isTrue();
    assertThat(balance.covers(101)).isFalse();
    balance.refund(400);
    assertThat(balance.covers(500)).isTrue();
    balance.unlimited();
    assertThat(balance.covers(Integer.MAX_VALUE)).isTrue();
  }

  @Test
  void shouldTellInTimeForWhoWouldWaitSoon() {
    CreditGrant grant = new CreditGrant(8, 1000);
    assertThat(grant.isDue()).isTrue();
    grant.tell();
    for (int i = 0; i < 3; i++) {
      grant.arrived(1);
      grant.ended(1);
    }
    assertThat(grant.isDue()).isFalse();
    grant.arrived(1);
    assertThat(grant.isDue()).isTrue();
    assertThat(grant.tell()).isEqualTo(new Credit(11, 1003));
    assertThat(grant.isDue()).isFalse();
  }
}
