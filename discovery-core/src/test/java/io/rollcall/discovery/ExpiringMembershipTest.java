package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.feed.LiveMembership;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExpiringMembershipTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Queue<Runnable> timers = new ArrayDeque<>();
  private final LiveMembership whole =
      new LiveMembership(Options.defaults().withExecutor(Runnable::run));
  private final ExpiringMembership view =
      ExpiringMembership.of(
          whole,
          PATIENCE,
          (delay, task) -> {
            assertThat(delay).isEqualTo(PATIENCE);
            timers.add(task);
          });
  private final List<String> told = new ArrayList<>();

  private void present(String... names) {
    List<Member> members = Stream.of(names).map(Member::named).toList();
    whole.publish(MembershipChange.from(whole.roster(), members, Map.of()));
  }

  private void listen() {
    view.follow(
        new MembershipListener() {
          @Override
          public void changed(MembershipChange change) {
            change.joined().forEach(member -> told.add("+" + member.name()));
            change.left().forEach(each -> told.add("-" + each.name()));
          }

          @Override
          public void became(State state) {
            told.add(state.toString());
          }

          @Override
          public void ended() {
            told.add("end");
          }
        });
  }

  @Test
  void shouldShowTheMembershipUntilItHasBeenStaleForThatLong() {
    listen();
    present("a", "b");
    whole.publish(State.LIVE);
    whole.publish(State.STALE);
    present("c");
    assertThat(view.roster().names()).containsExactly("a", "b", "c");
    timers.remove().run();
    assertThat(view.roster().names()).isEmpty();
    assertThat(told)
        .containsExactly("SYNCING", "+a", "+b", "LIVE", "STALE", "+c", "-a", "-b", "-c");
  }

  @Test
  void shouldShowTheNewestRosterOnceItIsNotStaleAnyMore() {
    present("a");
    whole.publish(State.STALE);
    timers.remove().run();
    listen();
    present("b");
    whole.publish(MembershipChange.from(whole.roster(), List.of(), Map.of("a", Cause.LOST)));
    assertThat(view.roster().names()).isEmpty();
    whole.publish(State.LIVE);
    assertThat(view.roster().names()).containsExactly("b");
    present("c");
    assertThat(told).containsExactly("STALE", "+b", "LIVE", "+c");
  }

  @Test
  void shouldNotExpireByATimerOfAnEarlierTime() {
    present("a");
    whole.publish(State.STALE);
    whole.publish(State.LIVE);
    whole.publish(State.STALE);
    timers.remove().run();
    assertThat(view.roster().names()).containsExactly("a");
    timers.remove().run();
    assertThat(view.roster().names()).isEmpty();
  }

  @Test
  void shouldBeginWithWhatIsKnown() {
    present("a");
    whole.publish(State.STALE);
    try (ExpiringMembership later =
        ExpiringMembership.of(whole, PATIENCE, (delay, task) -> timers.add(task))) {
      assertThat(later.roster().names()).containsExactly("a");
      assertThat(later.state()).isEqualTo(State.STALE);
      timers.forEach(Runnable::run);
      assertThat(later.roster().names()).isEmpty();
    }
  }

  @Test
  void shouldBeEmptyAtOnceWithoutPatience() {
    present("a");
    try (ExpiringMembership impatient = whole.expiring(Duration.ZERO)) {
      whole.publish(State.STALE);
      await().until(() -> impatient.roster().names().isEmpty());
    }
  }

  @Test
  void shouldSayThatExpiryIsTheCause() {
    present("a");
    whole.publish(State.STALE);
    List<Departure> departures = new ArrayList<>();
    view.changes().subscribe(change -> departures.addAll(change.departures()));
    timers.remove().run();
    assertThat(departures).containsExactly(new Departure(Member.named("a"), Cause.FILTERED));
  }

  @Test
  void shouldEndWithTheMembershipOrWhenItIsClosed() {
    listen();
    whole.end();
    assertThat(told).containsExactly("SYNCING", "end");
    view.close();
    view.close();
  }

  @Test
  void shouldFollowNoMoreOnceItIsClosed() {
    present("a");
    view.close();
    present("b");
    assertThat(view.roster().names()).containsExactly("a");
  }

  @Test
  void shouldTakeNoNegativePatience() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> whole.expiring(Duration.ofMillis(-1)))
        .withMessage("patience PT-0.001S is negative");
  }
}
