package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.spi.Changes;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveMembershipTest {
  private final RosterHarness harness = new RosterHarness();
  private final LiveMembership membership =
      new LiveMembership(Options.defaults().withExecutor(new ByHand()).withBacklog(2));
  private final FeedQueue<List<String>> peers = membership.peers().queue();
  private final FeedQueue<Roster> rosters = membership.rosters().queue();
  private final FeedQueue<MembershipChange> changes = membership.changes().queue();
  private final FeedQueue<State> states = membership.states().queue();

  @Test
  void shouldDeliverNothingBeforeTheFirstRoster() {
    assertThat(membership.roster()).isSameAs(Roster.empty());
    assertThat(membership.state()).isEqualTo(State.SYNCING);
    assertThat(states).containsExactly(State.SYNCING);
    assertThat(peers).isEmpty();
    assertThat(rosters).isEmpty();
    assertThat(changes).isEmpty();
  }

  @Test
  void shouldDeliverAnEmptyListOfPeersIfTheFirstRosterIsEmpty() {
    membership.publish(Changes.joiningAll(Roster.empty()));

    assertThat(peers.poll()).isNotNull().isEmpty();
    assertThat(membership.peers().queue().poll()).isNotNull().isEmpty();
    assertThat(rosters.poll()).isEqualTo(Roster.empty());
    assertThat(changes).isEmpty();
  }

  @Test
  void shouldDeliverAChangeToEveryFeed() {
    MembershipChange change = harness.join("b", "a");

    membership.publish(change);

    assertThat(membership.roster()).isSameAs(change.roster());
    assertThat(peers).containsExactly(List.of("a", "b"));
    assertThat(rosters).containsExactly(change.roster());
    assertThat(changes).containsExactly(change);
  }

  @Test
  void shouldNotDeliverTheSameNamesAgainWhenAMemberIsUpdated() {
    membership.publish(harness.join("a"));
    assertThat(peers.poll()).containsExactly("a");

    membership.publish(harness.update("a"));

    assertThat(peers.poll()).isNull();
    assertThat(rosters.poll()).isEqualTo(harness.roster());
  }

  @Test
  void shouldKeepTheBacklogOfItsOptions() {
    List.of("a", "b", "c", "d").forEach(name -> membership.publish(harness.join(name)));

    assertThat(changes).hasSize(2);
  }

  @Test
  void shouldDeliverStates() {
    assertThat(states.poll()).isEqualTo(State.SYNCING);

    membership.publish(State.LIVE);
    assertThat(membership.state()).isEqualTo(State.LIVE);
    assertThat(states.poll()).isEqualTo(State.LIVE);
    membership.publish(State.LIVE);
    assertThat(states.poll()).isNull();
    membership.publish(State.STALE);
    assertThat(states.poll()).isEqualTo(State.STALE);
  }

  @Test
  void shouldReportNoOtherStateAtAnOrdinaryEnd() {
    membership.publish(harness.join("a"));
    membership.publish(State.LIVE);
    assertThat(states.poll()).isEqualTo(State.LIVE);

    membership.conclude();
    membership.publish(State.STALE);
    membership.publish(harness.leave("a"));
    membership.end();

    assertThat(states.poll()).isNull();
    assertThat(states.ended()).isTrue();
    assertThat(membership.state()).isEqualTo(State.STALE);
    assertThat(membership.roster().names()).containsExactly("a");
  }

  @Test
  void shouldEndEveryFeedAndKeepTheLastRoster() {
    membership.publish(harness.join("a"));

    membership.end();
    membership.end();

    assertThat(membership.roster().names()).containsExactly("a");
    for (FeedQueue<?> queue : List.of(peers, rosters, changes, states)) {
      assertThat(queue.poll()).isNotNull();
      assertThat(queue.ended()).isTrue();
    }
    assertThat(membership.peers().queue()).containsExactly(List.of("a"));
  }
}
