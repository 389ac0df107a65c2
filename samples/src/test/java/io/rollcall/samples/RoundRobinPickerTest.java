package io.rollcall.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Status;
import io.rollcall.testkit.ManualMembership;
import io.rollcall.testkit.RollcallExtension;
import io.rollcall.testkit.VirtualTime;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The picker and one event at a time, by hand. */
@ExtendWith(RollcallExtension.class)
class RoundRobinPickerTest {
  private final VirtualTime time;
  private final ManualMembership membership;
  private final RoundRobinPicker picker;

  RoundRobinPickerTest(VirtualTime time, ManualMembership membership) {
    this.time = time;
    this.membership = membership;
    this.picker = new RoundRobinPicker(membership, Duration.ofSeconds(30), time.executor());
  }

  @BeforeEach
  void join() {
    assertThat(picker.pick()).isEmpty();
    membership.join("a", "b", "c");
  }

  @Test
  void shouldPickInTurn() {
    assertThat(picks(6)).containsExactly("b", "c", "a", "b", "c", "a");
  }

  @Test
  void shouldNotPickWhoLeftForWhateverCause() {
    membership.leave("a");
    membership.leave("b", Cause.LOST);

    assertThat(picks(3)).containsOnly("c");
  }

  @Test
  void shouldNotPickWhoDrains() {
    membership.update(Member.named("b").withStatus(Status.OFFLINE));

    assertThat(picks(4)).containsOnly("a", "c");
  }

  @Test
  void shouldPickNobodyAfterHalfAMinuteWithoutAServer() {
    membership.stale();
    time.advance(Duration.ofMillis(29_999));
    assertThat(picks(3)).containsOnly("a", "b", "c");

    time.advance(Duration.ofMillis(1));
    assertThat(picker.pick()).isEmpty();

    membership.live();
    assertThat(picks(3)).containsOnly("a", "b", "c");
  }

  @Test
  void shouldForgetThatItWaitedWhenAServerIsBack() {
    membership.stale();
    time.advance(Duration.ofSeconds(20));
    membership.live();
    membership.stale();
    time.advance(Duration.ofSeconds(20));

    assertThat(picks(3)).containsOnly("a", "b", "c");
  }

  private Stream<String> picks(int count) {
    return Stream.generate(picker::pick).limit(count).map(pick -> pick.orElseThrow().name());
  }
}
