package io.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.convention.ConventionCase;
import io.rollcall.discovery.Cause;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.pick.Picker;
import io.rollcall.discovery.pick.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManualMembershipTest {
  private final VirtualTime time = VirtualTime.start();
  private final ManualMembership membership = ManualMembership.start(time);

  @Test
  void shouldKnowNothingAtFirst() {
    FeedQueue<List<String>> peers = membership.peers().queue();

    assertThat(membership.state()).isEqualTo(State.SYNCING);
    assertThat(membership.roster()).isEqualTo(Roster.empty());
    assertThat(Told.by(membership)).containsExactly("SYNCING");
    assertThat(peers).isEmpty();
  }

  @Test
  void shouldBeLiveFromTheFirstJoinOn() {
    List<String> told = Told.by(membership);

    membership.join("a");
    membership.join("b");

    assertThat(told).containsExactly("SYNCING", "+a", "LIVE", "+b");
    assertThat(membership.roster().version()).isEqualTo(2);
  }

  @Test
  void shouldBeLiveWithNobodyThere() {
    FeedQueue<List<String>> peers = membership.peers().queue();

    membership.becomeLive();

    assertThat(membership.state()).isEqualTo(State.LIVE);
    assertThat(peers).containsExactly(List.of());
    assertThat(membership.roster().version()).isZero();
  }

  @Test
  void shouldLetMembersJoinWhileTheFirstServerSettles() {
    List<String> told = Told.by(membership);

    membership.stale();
    membership.join("a");
    membership.becomeLive();

    assertThat(told).containsExactly("SYNCING", "STALE", "+a", "LIVE");
  }

  @ParameterizedTest
  @MethodSource("io.rollcall.convention.ConventionCase#all")
  void shouldLetPickersReadTheConvention(ConventionCase each) {
    try (Picker picker = Picker.of(membership, Policy.weighted())) {
      membership.join(
          Member.named(each.name()).withType(each.type()).withAttributes(each.attributes()));

      assertThat(picker.pick().isPresent())
          .isEqualTo(each.malformed().isEmpty() && each.weight() > 0);
    }
  }

  /** As of the membership itself: {@code docs/guide/testing.md} promises it. */
  @Test
  void shouldTellReadersOfAViewBeforeItReturns() {
    Membership web = membership.ofType("web");
    List<String> told = Told.by(web);

    membership.join("a");
    membership.join(Member.named("b").withType("web"));
    membership.leave("b");

    assertThat(told).endsWith("+b", "-b GOODBYE");
    try (Picker picker = Picker.of(web, Policy.roundRobin())) {
      membership.join(Member.named("c").withType("web"));
      assertThat(picker.pick().map(Member::name)).contains("c");
    }
  }

  @Test
  void shouldTellWhyAMemberLeft() {
    membership.join("a", "b", "c");
    List<String> told = Told.by(membership);

    membership.leave("a");
    membership.leave("b", Cause.LOST);

    assertThat(told).containsExactly("+a, +b, +c", "LIVE", "-a GOODBYE", "-b LOST");
    assertThat(membership.roster().names()).containsExactly("c");
  }

  @Test
  void shouldBeginWithTheCurrentStateForEachReader() {
    membership.join("a", "b");
    membership.leave("a");

    assertThat(membership.peers().queue()).containsExactly(List.of("b"));
    assertThat(membership.changes().queue().poll().joined()).extracting(Member::name).contains("b");
    assertThat(membership.states().queue()).containsExactly(State.LIVE);
  }

  @Test
  void shouldKeepAsManyChangesApartAsItsBacklogAndMergeTheRest() {
    ManualMembership narrow = ManualMembership.start(time, Options.defaults().withBacklog(2));
    FeedQueue<MembershipChange> changes = narrow.changes().queue();

    narrow.join("a");
    narrow.join("b");
    narrow.join("c");
    narrow.leave("b");

    assertThat(changes).hasSize(2);
    assertThat(changes.poll().joined()).extracting(Member::name).containsExactly("a");
    assertThat(changes.poll().joined()).extracting(Member::name).containsExactly("c");
  }

  @Test
  void shouldGiveMembersTheIncarnationOfAStartInVirtualTime() {
    time.advance(Duration.ofSeconds(5));
    membership.join("a", "b");

    Instant expected = VirtualTime.START.plusSeconds(5);
    assertThat(member("a").since()).contains(expected);
    assertThat(incarnation("a")).isNotEqualTo(incarnation("b"));
  }

  @Test
  void shouldTakeANewJoinForANewStartAndAKnownIncarnationForTheSame() {
    membership.join("a");
    Member first = member("a");
    membership.leave("a", Cause.SILENT);
    time.advance(Duration.ofSeconds(1));

    membership.join(first);
    assertThat(member("a")).isEqualTo(first);
    membership.leave("a");
    membership.join("a");
    assertThat(member("a").since()).contains(VirtualTime.START.plusSeconds(1));
  }

  @Test
  void shouldUpdateAMemberAndKeepItsIncarnation() {
    membership.join("a");
    Incarnation before = incarnation("a");
    List<String> told = Told.by(membership);

    membership.update(Member.named("a").withType("worker"));
    membership.update(Member.named("a").withType("worker"));

    assertThat(told).containsExactly("+a", "LIVE", "~a");
    assertThat(member("a").type()).isEqualTo("worker");
    assertThat(incarnation("a")).isEqualTo(before);
  }

  @Test
  void shouldTellOfARestartAsAnUpdateToAnotherIncarnation() {
    membership.join(Member.named("a").withType("worker"));
    Incarnation before = incarnation("a");
    List<String> told = Told.by(membership);

    membership.restart("a");

    assertThat(told).containsExactly("+a", "LIVE", "~a");
    assertThat(incarnation("a")).isNotEqualTo(before);
    assertThat(member("a").type()).isEqualTo("worker");
  }

  @Test
  void shouldKeepTheRosterWhileStaleAndWhileTheServerIsReplaced() {
    membership.join("a");
    FeedQueue<Roster> rosters = membership.rosters().queue();
    rosters.clear();
    List<String> told = Told.by(membership);

    membership.failover();
    membership.stale();

    assertThat(told).containsExactly("+a", "LIVE", "STALE", "LIVE", "STALE");
    assertThat(membership.roster().names()).containsExactly("a");
    assertThat(rosters).isEmpty();
  }

  @Test
  void shouldTellEveryReaderInOrderWhatACallbackDoes() {
    membership.join("a", "b");
    membership
        .rosters()
        .subscribe(
            roster -> {
              if (roster.names().equals(List.of("b"))) {
                membership.leave("b");
              }
            });
    List<List<String>> peers = new ArrayList<>();
    membership.peers().subscribe(peers::add);
    List<String> told = Told.by(membership);

    membership.leave("a");

    assertThat(told).containsExactly("+a, +b", "LIVE", "-a GOODBYE", "-b GOODBYE");
    assertThat(peers).containsExactly(List.of("a", "b"), List.of("b"), List.of());
  }

  @Test
  void shouldEndItsFeedsWhenClosed() {
    membership.join("a");
    FeedQueue<MembershipChange> changes = membership.changes().queue();
    List<String> told = Told.by(membership);

    membership.close();
    membership.close();

    assertThat(told).containsExactly("+a", "LIVE");
    assertThat(membership.state()).isEqualTo(State.STALE);
    assertThat(changes.poll()).isNotNull();
    assertThat(changes.ended()).isTrue();
  }

  @Test
  void shouldLetVirtualTimePassWhileItIsAwaited() throws InterruptedException {
    time.after(Duration.ofSeconds(3), membership::becomeLive);

    assertThat(membership.awaitLive(Duration.ofSeconds(2))).isFalse();
    assertThat(membership.awaitLive(Duration.ofHours(2))).isTrue();
    assertThat(time.now()).isEqualTo(VirtualTime.START.plusSeconds(3));
    membership.close();
    assertThat(membership.awaitLive(Duration.ofHours(2))).isFalse();
  }

  private Member member(String name) {
    return membership.roster().find(name).orElseThrow();
  }

  private Incarnation incarnation(String name) {
    return member(name).incarnation().orElseThrow();
  }
}
