package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A membership by the lists of servers. Time is moved by hand. */
class ListedMembershipTest {
  private final LiveMembership membership = new LiveMembership(Options.defaults());
  private final ListedMembership listed = new ListedMembership(membership, 100, 10);
  private final FeedQueue<MembershipChange> changes = membership.changes().queue();

  private void publish(long server, long now, String... names) {
    listed.published(server, new TreeSet<>(List.of(names)), now);
  }

  private MembershipChange change() {
    MembershipChange change = changes.poll();
    assertThat(change).isNotNull();
    return change;
  }

  @Test
  void shouldBeLiveOnceAServerHasPublished() {
    listed.connected(1, 0);
    FeedQueue<Roster> rosters = membership.rosters().queue();
    assertThat(membership.state()).isEqualTo(State.SYNCING);
    assertThat(rosters).isEmpty();

    publish(1, 1);

    assertThat(membership.state()).isEqualTo(State.LIVE);
    assertThat(rosters).containsExactly(Roster.empty());
  }

  @Test
  void shouldTellWhoJoinedAndWhoFellSilent() {
    listed.connected(1, 0);
    publish(1, 1, "a", "b");
    publish(1, 2, "b", "c");

    assertThat(change().joined()).extracting(Member::name).containsExactly("a", "b");
    MembershipChange second = change();
    assertThat(second.joined()).extracting(Member::name).containsExactly("c");
    assertThat(second.left()).extracting(Member::name).containsExactly("a");
    assertThat(second.cause("a")).isEqualTo(Cause.SILENT);
    assertThat(second.roster().names()).containsExactly("b", "c");
  }

  @Test
  void shouldTellTheDifferenceWhereverTheNamesStand() {
    listed.connected(1, 0);
    publish(1, 1, "b", "d", "f");
    change();
    publish(1, 2, "a", "c", "d", "g");

    MembershipChange change = change();
    assertThat(change.joined()).extracting(Member::name).containsExactly("a", "c", "g");
    assertThat(change.left()).extracting(Member::name).containsExactly("b", "f");
    assertThat(change.roster().names()).containsExactly("a", "c", "d", "g");

    publish(1, 3);
    assertThat(change().left()).extracting(Member::name).containsExactly("a", "c", "d", "g");
    publish(1, 4, "z");
    assertThat(change().roster().names()).containsExactly("z");
  }

  @Test
  void shouldTellNothingOfAListThatSaysTheSame() {
    listed.connected(1, 0);
    publish(1, 1, "a");
    change();
    publish(1, 2, "a");

    assertThat(changes).isEmpty();
  }

  @Test
  void shouldBeStaleWithTheListThatItHadWhileNoServerIsThere() {
    listed.connected(1, 0);
    publish(1, 1, "a");
    listed.lost(1);

    assertThat(membership.state()).isEqualTo(State.STALE);
    assertThat(membership.roster().names()).containsExactly("a");
  }

  @Test
  void shouldLetGoWhoIsNotListedOnceTheServerThatCameBackHasSettled() {
    listed.connected(1, 0);
    publish(1, 1, "a", "b");
    listed.lost(1);
    listed.connected(2, 200);
    publish(2, 210, "a");
    assertThat(membership.roster().names()).containsExactly("a", "b");
    assertThat(listed.due()).contains(300L);

    listed.tick(300);

    assertThat(membership.roster().names()).containsExactly("a");
    assertThat(membership.state()).isEqualTo(State.LIVE);
  }
}
