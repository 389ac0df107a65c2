package io.rollcall.mesh.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.mesh.protocol.Unacknowledged.Sent;
import org.junit.jupiter.api.Test;

class UnacknowledgedTest {
  private final Unacknowledged<String> sent = new Unacknowledged<>(10, 30);

  @Test
  void shouldRepeatAtAnEvenPaceAndGiveUp() {
    sent.add("a", 0);
    assertThat(sent.nextDue()).isEqualTo(10);
    assertThat(sent.due(9).repeat()).isEmpty();
    assertThat(sent.due(10).repeat()).containsExactly(new Sent<>(1, "a"));
    assertThat(sent.due(10).repeat()).isEmpty();
    assertThat(sent.due(25).repeat()).containsExactly(new Sent<>(1, "a"));
    Unacknowledged.Due<String> last = sent.due(30);
    assertThat(last.repeat()).isEmpty();
    assertThat(last.givenUp()).containsExactly(new Sent<>(1, "a"));
    assertThat(sent.size()).isZero();
    assertThat(sent.nextDue()).isEqualTo(Deadlines.NEVER);
  }

  @Test
  void shouldRepeatNothingThatHasItsReceipt() {
    sent.add("a", 0);
    sent.add("b", 5);
    assertThat(sent.remove(1)).isEqualTo("a");
    assertThat(sent.remove(1)).isNull();
    assertThat(sent.due(15).repeat()).containsExactly(new Sent<>(2, "b"));
  }

  @Test
  void shouldTellTheOldestThatMayStillBeRepeated() {
    assertThat(sent.oldest()).isEqualTo(1);
    sent.add("a", 0);
    sent.add("b", 0);
    sent.add("c", 0);
    sent.remove(2);
    assertThat(sent.oldest()).isEqualTo(1);
    sent.remove(1);
    assertThat(sent.oldest()).isEqualTo(3);
    sent.remove(3);
    assertThat(sent.oldest()).isEqualTo(4);
  }

  @Test
  void shouldSendAllAtOnceOnANewLink() {
    sent.add("a", 0);
    sent.add("b", 5);
    assertThat(sent.repeatAll(8)).containsExactly(new Sent<>(1, "a"), new Sent<>(2, "b"));
    assertThat(sent.nextDue()).isEqualTo(18);
    assertThat(sent.removeAll()).containsExactly("a", "b");
  }
}
