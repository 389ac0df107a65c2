package io.rollcall.mesh.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.mesh.wire.MeshFrame.Demand;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamWindowTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldNeverSendMoreThanIsAskedForNorStall(long seed) {
    Random random = new Random(seed);
    StreamWindow window = new StreamWindow();
    StreamBalance balance = new StreamBalance();
    Queue<Integer> unread = new ArrayDeque<>();
    int most = seed == 5 ? 400_000 : 2000;
    long requested = 0;
    long sent = 0;
    long octets = 0;
    for (int i = 0; i < 50_000; i++) {
      if (random.nextInt(4) == 0) {
        int more = 1 + random.nextInt(5);
        window.requested(more);
        requested += more;
      }
      if (balance.hasDemand()) {
        int length = random.nextInt(most);
        balance.sent(length);
        assertThat(window.arrived(length)).isTrue();
        unread.add(length);
        octets += length;
        sent++;
      }
      assertThat(sent).isLessThanOrEqualTo(requested);
      assertThat(unread.size()).isLessThanOrEqualTo(StreamWindow.ITEMS);
      assertThat(octets).isLessThan(StreamWindow.OCTETS + most);
      if (!unread.isEmpty() && random.nextInt(3) > 0) {
        octets -= unread.peek();
        window.read(1, unread.remove());
      }
      Demand due = random.nextInt(100) == 0 ? window.tell(1) : window.due(1);
      if (due != null && random.nextInt(4) > 0) {
        balance.demanded(due.items(), due.octets());
      }
    }
    assertThat(sent).isGreaterThan(requested / 3);
  }

  @Test
  void shouldNoticeWhoSendsUnasked() {
    StreamWindow window = new StreamWindow();
    assertThat(window.arrived(1)).isFalse();
    window = new StreamWindow();
    window.requested(Long.MAX_VALUE);
    window.requested(Long.MAX_VALUE);
    assertThat(window.due(7)).isEqualTo(new Demand(7, StreamWindow.ITEMS, StreamWindow.OCTETS));
    assertThat(window.due(7)).isNull();
    assertThat(window.arrived(StreamWindow.OCTETS)).isTrue();
    assertThat(window.arrived(1)).isFalse();
  }

  @Test
  void shouldForgetNothingWhenWordsComeLate() {
    StreamBalance balance = new StreamBalance();
    assertThat(balance.hasDemand()).isFalse();
    balance.demanded(2, 100);
    balance.demanded(1, 50);
    balance.sent(99);
    assertThat(balance.hasDemand()).isTrue();
    balance.sent(1);
    assertThat(balance.hasDemand()).isFalse();
    balance.demanded(3, 100);
    assertThat(balance.hasDemand()).isFalse();
  }
}
