package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.FeedSubscription;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.MembershipListener;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.spi.Changes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever follows a membership is told no state before the roster of which it is said. */
class FollowTest {
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final RosterHarness harness = new RosterHarness();
  private final LiveMembership membership =
      new LiveMembership(Options.defaults().withExecutor(tasks::addLast).withBacklog(1));
  private final List<String> told = new ArrayList<>();
  private FeedSubscription following;

  @Test
  void shouldTellAStateAfterTheRosterThoughItsTaskRunsFirst() {
    follow();
    runAll();
    membership.publish(harness.join("a", "b"));
    membership.publish(State.LIVE);

    tasks.removeLast().run();
    assertThat(told).containsExactly("SYNCING");

    runAll();
    assertThat(told).containsExactly("SYNCING", "[a, b]", "LIVE");
  }

  @Test
  void shouldWaitForTheNewestRosterThatWasThere() {
    membership.publish(harness.join("a"));
    membership.publish(State.STALE);
    follow();
    runAll();
    membership.publish(harness.join("b"));
    membership.publish(State.LIVE);
    membership.publish(harness.join("c"));
    tasks.removeLast().run();
    runAll();

    assertThat(told).containsExactly("[a]", "STALE", "[a, b, c]", "LIVE");
  }

  @Test
  void shouldTellAFirstRosterWithoutMembers() {
    follow();
    membership.publish(Changes.joiningAll(Roster.empty()));
    membership.publish(State.LIVE);
    runAll();

    assertThat(told).containsExactly("[]", "LIVE");
  }

  @Test
  void shouldNotWaitForChangesThatCameToNothing() {
    membership.publish(harness.join("a"));
    follow();
    runAll();
    membership.publish(harness.join("b"));
    membership.publish(harness.leave("b"));
    membership.publish(State.LIVE);
    runAll();

    assertThat(told).containsExactly("[a]", "SYNCING", "LIVE");
  }

  @Test
  void shouldNotWithholdAStateWhoseRosterIsUndoneBeforeItIsTold() {
    membership.publish(harness.join("a"));
    follow();
    runAll();
    membership.publish(harness.join("b"));
    membership.publish(State.STALE);
    tasks.removeLast().run();
    membership.publish(harness.leave("b"));
    runAll();

    assertThat(told).containsExactly("[a]", "SYNCING", "STALE");
  }

  @Test
  void shouldTellOfNobodyWhoLeftBeforeAnybodyWasTold() {
    follow();
    membership.publish(harness.join("b"));
    membership.publish(State.LIVE);
    tasks.removeFirst().run();
    membership.publish(harness.leave("b"));
    runAll();

    assertThat(told).containsExactly("[]", "LIVE");
  }

  @Test
  void shouldTellOnlyTheNewestOfTheStatesThatWait() {
    follow();
    membership.publish(harness.join("a"));
    membership.publish(State.LIVE);
    tasks.removeLast().run();
    membership.publish(State.STALE);
    tasks.removeLast().run();
    runAll();

    assertThat(told).containsExactly("[a]", "STALE");
  }

  @Test
  void shouldTellNothingOnceClosed() {
    follow();
    membership.publish(harness.join("a"));
    membership.publish(State.LIVE);
    following.close();
    following.close();
    runAll();

    assertThat(told).isEmpty();
  }

  private void follow() {
    following =
        membership.follow(
            new MembershipListener() {
              @Override
              public void changed(MembershipChange change) {
                told.add(change.roster().names().toString());
              }

              @Override
              public void became(State state) {
                told.add(state.name());
              }
            });
  }

  private void runAll() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }
}
