package io.rollcall.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Status;
import io.rollcall.discovery.pick.Picker;
import io.rollcall.discovery.pick.Policy;
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
class RoundRobinTest {
  private final VirtualTime time;
  private final ManualMembership membership;
  private final Picker picker;

  RoundRobinTest(VirtualTime time, ManualMembership membership) {
    this.time = time;
    this.membership = membership;
    this.picker =
        Picker.of(
            membership.expiring(Duration.ofSeconds(30), time.executor()), Policy.roundRobin());
  }

  @BeforeEach
  void join() {
    assertThat(picker.pick()).isEmpty();
    membership.join("a", "b", "c");
  }

  @Test
  void shouldPickInTurn() {
    assertThat(picks(6)).containsExactly("a", "b", "c", "a", "b", "c");
  }

  @Test
  void shouldNotPickWhoLeftForWhateverCause() {
    membership.leave("a");
    membership.leave("b", Cause.LOST);

    assertThat(picks(3)).containsOnly("c");
  }

  @Test
  void shouldNotPickAMemberThatTakesNoMoreWork() {
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

    membership.becomeLive();
    assertThat(picks(3)).containsOnly("a", "b", "c");
  }

  @Test
  void shouldForgetThatItWaitedWhenAServerIsBack() {
    membership.stale();
    time.advance(Duration.ofSeconds(20));
    membership.becomeLive();
    membership.stale();
    time.advance(Duration.ofSeconds(20));

    assertThat(picks(3)).containsOnly("a", "b", "c");
  }

  private Stream<String> picks(int count) {
    return Stream.generate(picker::pick).limit(count).map(pick -> pick.orElseThrow().name());
  }
}
