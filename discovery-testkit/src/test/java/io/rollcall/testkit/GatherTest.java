package io.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatherTest {
  private final ManualMembership membership = ManualMembership.start();

  @Test
  void shouldPublishSeveralStepsAsOneChange() {
    membership.join("a", "b");
    List<String> told = Told.by(membership);

    membership.gather(
        () -> {
          membership.leave("a", Cause.LOST);
          membership.update(Member.named("b").withType("worker"));
          membership.join("c");
        });

    assertThat(told).containsExactly("+a, +b", "LIVE", "+c, ~b, -a LOST");
    assertThat(membership.roster().version()).isEqualTo(2);
  }

  @Test
  void shouldPublishTheNetEffect() {
    membership.join("a");
    List<String> told = Told.by(membership);

    membership.gather(
        () -> {
          membership.join("b");
          membership.leave("b");
          membership.leave("a");
          membership.join("a");
        });
    membership.gather(
        () -> {
          membership.join("c");
          membership.leave("c");
        });

    assertThat(told).containsExactly("+a", "LIVE", "~a");
    assertThat(membership.roster().version()).isEqualTo(2);
  }

  @Test
  void shouldDoNothingOfWhatFails() {
    membership.join("a");

    assertThatThrownBy(
            () ->
                membership.gather(
                    () -> {
                      membership.leave("a");
                      membership.leave("b");
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'b' is not present: []");

    assertThat(membership.roster().names()).containsExactly("a");
    membership.leave("a");
    assertThat(membership.roster().names()).isEmpty();
  }

  @Test
  void shouldGatherNoStates() {
    membership.becomeLive();
    List<Runnable> steps =
        List.of(
            membership::becomeLive,
            membership::stale,
            membership::failover,
            () -> membership.gather(() -> {}));

    for (Runnable step : steps) {
      assertThatThrownBy(() -> membership.gather(step))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("within gather");
    }
  }
}
