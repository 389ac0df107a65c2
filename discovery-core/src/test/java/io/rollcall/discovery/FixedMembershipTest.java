package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FixedMembershipTest {

  @Test
  void shouldBeLiveWithItsMembersAtOnce() throws InterruptedException {
    Membership membership = Membership.of("b", "a");

    assertThat(membership.roster().names()).containsExactly("a", "b");
    assertThat(membership.state()).isEqualTo(State.LIVE);
    assertThat(membership.awaitLive(Duration.ZERO)).isTrue();
  }

  @Test
  void shouldGiveEachReaderItsMembersOnce() {
    Membership membership = Membership.of("b", "a");

    for (int i = 0; i < 2; i++) {
      try (FeedQueue<List<String>> peers = membership.peers().queue();
          FeedQueue<Roster> rosters = membership.rosters().queue();
          FeedQueue<MembershipChange> changes = membership.changes().queue();
          FeedQueue<State> states = membership.states().queue()) {
        assertThat(peers).containsExactly(List.of("a", "b"));
        assertThat(rosters).containsExactly(membership.roster());
        assertThat(changes.remove().joined()).extracting(Member::name).containsExactly("a", "b");
        assertThat(changes).isEmpty();
        assertThat(states).containsExactly(State.LIVE);
        assertThat(states.ended()).isFalse();
      }
    }
  }

  @Test
  void shouldCallReadersOnAThreadOfTheLibrary() throws InterruptedException {
    BlockingQueue<List<String>> seen = new LinkedBlockingQueue<>();
    BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();

    Membership membership = Membership.of("a");
    try (FeedSubscription subscription =
        membership
            .peers()
            .subscribe(
                names -> {
                  threads.add(Thread.currentThread());
                  seen.add(names);
                })) {
      assertThat(subscription).isNotNull();
      assertThat(seen.poll(10, TimeUnit.SECONDS)).containsExactly("a");
      assertThat(threads.remove())
          .isNotSameAs(Thread.currentThread())
          .matches(Thread::isDaemon, "is a daemon");
    }
  }

  @Test
  void shouldDeliverAnEmptyListOfPeersIfItHasNoMembers() {
    Membership nobody = Membership.of();

    assertThat(nobody.peers().queue().poll()).isNotNull().isEmpty();
    assertThat(nobody.rosters().queue().poll()).isEqualTo(Roster.empty());
    assertThat(nobody.changes().queue().poll()).isNull();
    assertThat(nobody.state()).isEqualTo(State.LIVE);
  }

  @Test
  void shouldRejectNamesThatNoMemberMayHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Membership.of("a", "b|c"))
        .withMessage("name 'b|c' contains '|'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Membership.of("a", "b", "a"))
        .withMessage("two members are named 'a'");
  }
}
