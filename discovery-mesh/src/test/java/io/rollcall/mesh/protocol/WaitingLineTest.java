package io.rollcall.mesh.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.mesh.wire.MeshFrame.Credit;
import org.junit.jupiter.api.Test;

class WaitingLineTest {
  private static final int LONG = OutTransfers.PART + 1;

  private final WaitingLine<String> line = new WaitingLine<>(500_000);
  private final CreditBalance balance = new CreditBalance();

  private String poll(int length) {
    String next = line.poll(balance);
    if (next != null) {
      balance.spend(length);
    }
    return next;
  }

  @Test
  void shouldKeepTheOrderAndLetShortOnesPassALongOne() {
    line.add("long1", LONG);
    line.add("short1", 10);
    line.add("short2", 10);
    assertThat(line.poll(balance)).isNull();
    balance.granted(new Credit(100, LONG - 1));
    assertThat(poll(10)).isEqualTo("short1");
    balance.granted(new Credit(100, LONG + 10));
    assertThat(poll(LONG)).isEqualTo("long1");
    assertThat(poll(10)).isNull();
    balance.granted(new Credit(100, LONG + 20));
    assertThat(poll(10)).isEqualTo("short2");
    assertThat(line.octets()).isZero();
  }

  @Test
  void shouldGiveAPlaceToWhoCameFirst() {
    line.add("long1", LONG);
    line.add("short1", 10);
    balance.granted(new Credit(1, 1_000_000));
    assertThat(poll(LONG)).isEqualTo("long1");
    assertThat(poll(10)).isNull();
  }

  @Test
  void shouldBeBounded() {
    assertThat(line.isBlocked(10)).isFalse();
    assertThat(line.add("big", 900_000)).isTrue();
    assertThat(line.add("more", 1)).isFalse();
    assertThat(line.isBlocked(10)).isFalse();
    assertThat(line.isBlocked(LONG)).isTrue();
    assertThat(line.remove("big")).isTrue();
    assertThat(line.remove("big")).isFalse();
    int taken = 0;
    while (line.add("x" + taken, 0)) {
      taken++;
    }
    assertThat(taken).isEqualTo(500_000 / WaitingLine.OVERHEAD);
    assertThat(line.all()).hasSize(taken);
  }
}
