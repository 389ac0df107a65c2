package io.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Member;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualMembershipMisuseTest {
  private final ManualMembership membership = ManualMembership.start();

  @Test
  void shouldRefuseAJoinOfSomebodyPresent() {
    membership.join("a", "b");

    assertThatThrownBy(() -> membership.join("c", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'b' is present already: [a, b, c]");
    assertThatThrownBy(() -> membership.join(Member.named("a")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(membership.roster().names()).containsExactly("a", "b");
  }

  @Test
  void shouldRefuseWhatNeedsSomebodyAbsent() {
    membership.join("a");

    List<Runnable> steps =
        List.of(
            () -> membership.leave("x"),
            () -> membership.update(Member.named("x")),
            () -> membership.restart("x"));
    for (Runnable step : steps) {
      assertThatThrownBy(step::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("'x' is not present: [a]");
    }
  }

  @Test
  void shouldRefuseAFailoverWithoutAServer() {
    assertThatThrownBy(membership::failover)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("SYNCING");
    membership.stale();
    assertThatThrownBy(membership::failover)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("STALE");
  }

  @Test
  void shouldRefuseEverythingOnceClosed() {
    membership.join("a");
    membership.close();

    List<Runnable> steps =
        List.of(
            () -> membership.join("b"),
            () -> membership.leave("a"),
            () -> membership.update(Member.named("a")),
            () -> membership.restart("a"),
            () -> membership.gather(() -> {}),
            membership::becomeLive,
            membership::stale,
            membership::failover);
    for (Runnable step : steps) {
      assertThatThrownBy(step::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
    }
  }
}
