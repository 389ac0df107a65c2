package io.rollcall.discovery.zmtp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private final FairQueue<String, Integer> waiting = new FairQueue<>();

  @Test
  void shouldTakeOneOfEachInTurn() {
    waiting.add("a", 1);
    waiting.add("a", 2);
    waiting.add("b", 3);
    assertThat(waiting.next()).isEqualTo(1);
    assertThat(waiting.next()).isEqualTo(3);
    assertThat(waiting.next()).isEqualTo(2);
    assertThatThrownBy(waiting::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void shouldForgetWhatWaitsNoMore() {
    waiting.add("a", 1);
    waiting.remove("a", 2);
    waiting.remove("a", 1);
    assertThat(waiting.isEmpty()).isTrue();
  }

  @Test
  void shouldNotMindWhoHasNothingWaiting() {
    waiting.remove("nobody", 1);
    assertThat(waiting.isEmpty()).isTrue();
  }
}
