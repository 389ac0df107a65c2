package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two changes as one. */
class MembershipChangeThenTest {
  private static final Member A = Member.named("a");
  private static final Member A2 = A.withType("second");
  private static final Member A3 = A.withType("third");
  private static final Roster NOBODY = Roster.empty();
  private static final Roster WITH_A = Roster.of(List.of(A), 1);

  @Test
  void shouldMakeNothingOfJoinedThenLeft() {
    MembershipChange both = merged(NOBODY, present(A), gone(Cause.LOST));

    assertThat(both.isEmpty()).isTrue();
    assertThat(both.roster()).isEqualTo(NOBODY);
    assertThatIllegalArgumentException().isThrownBy(() -> both.cause("a"));
  }

  @Test
  void shouldMakeUpdatedOfLeftThenJoined() {
    MembershipChange both = merged(WITH_A, gone(Cause.LOST), present(A2));

    assertOnly(both, List.of(), List.of(), List.of(A2));
    assertThatIllegalArgumentException().isThrownBy(() -> both.cause("a"));
  }

  @Test
  void shouldMakeJoinedOfJoinedThenUpdated() {
    assertOnly(merged(NOBODY, present(A), present(A2)), List.of(A2), List.of(), List.of());
  }

  @Test
  void shouldMakeLeftOfUpdatedThenLeft() {
    MembershipChange both = merged(WITH_A, present(A2), gone(Cause.GOODBYE));

    assertOnly(both, List.of(), List.of(A2), List.of());
    assertThat(both.cause("a")).isEqualTo(Cause.GOODBYE);
  }

  @Test
  void shouldMakeTheLastOfTwoUpdates() {
    assertOnly(merged(WITH_A, present(A2), present(A3)), List.of(), List.of(), List.of(A3));
  }

  @Test
  void shouldKeepWhatWasBeforeWhoeverLeftMeanwhile() {
    assertOnly(
        merged(WITH_A, present(A2), gone(Cause.LOST), present(A3)),
        List.of(),
        List.of(),
        List.of(A3));
  }

  @Test
  void shouldTakeTheLastCauseOfWhoLeftTwice() {
    MembershipChange both = merged(WITH_A, gone(Cause.LOST), present(A2), gone(Cause.SILENT));

    assertOnly(both, List.of(), List.of(A2), List.of());
    assertThat(both.cause("a")).isEqualTo(Cause.SILENT);
  }

  @Test
  void shouldMakeJoinedOfJoinedThenLeftThenJoined() {
    assertOnly(
        merged(NOBODY, present(A), gone(Cause.LOST), present(A2)),
        List.of(A2),
        List.of(),
        List.of());
  }

  @Test
  void shouldKeepWhatOnlyOneOfTheTwoSays() {
    Member b = Member.named("b");
    Member c = Member.named("c");
    Roster start = Roster.of(List.of(A, b), 1);
    MembershipChange first = MembershipChange.from(start, List.of(c), Map.of("b", Cause.LOST));
    MembershipChange second = MembershipChange.from(first.roster(), List.of(A2), Map.of());

    MembershipChange both = first.then(second);

    assertThat(both.joined()).containsExactly(c);
    assertThat(both.left()).containsExactly(b);
    assertThat(both.updated()).containsExactly(A2);
    assertThat(both.cause("b")).isEqualTo(Cause.LOST);
    assertThat(both.roster()).isSameAs(second.roster());
  }

  @Test
  void shouldAlterNeitherOfTheTwo() {
    MembershipChange first = present(A).from(NOBODY);
    MembershipChange second = gone(Cause.LOST).from(first.roster());

    assertThat(first.then(second).isEmpty()).isTrue();

    assertThat(first.joined()).containsExactly(A);
    assertThat(second.left()).containsExactly(A);
    assertThat(second.cause("a")).isEqualTo(Cause.LOST);
  }

  private static void assertOnly(
      MembershipChange change, List<Member> joined, List<Member> left, List<Member> updated) {
    assertThat(change.joined()).isEqualTo(joined);
    assertThat(change.left()).isEqualTo(left);
    assertThat(change.updated()).isEqualTo(updated);
    // All that are updated here had been as A is.
    assertThat(change.updates())
        .isEqualTo(updated.stream().map(after -> new Update(A, after)).toList());
  }

  private interface Step {
    MembershipChange from(Roster before);
  }

  private static Step present(Member member) {
    return before -> MembershipChange.from(before, List.of(member), Map.of());
  }

  private static Step gone(Cause cause) {
    return before -> MembershipChange.from(before, List.of(), Map.of("a", cause));
  }

  private static MembershipChange merged(Roster start, Step first, Step... more) {
    MembershipChange merged = first.from(start);
    for (Step next : more) {
      merged = merged.then(next.from(merged.roster()));
    }
    return merged;
  }
}
