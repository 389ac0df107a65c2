package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A change from one roster to the next. */
class MembershipChangeTest {
  private static final Member A = Member.named("a");
  private static final Member B = Member.named("b");
  private static final Member C = Member.named("c");
  private static final Member D = Member.named("d");
  private static final Roster BEFORE = Roster.of(List.of(A, B), 7);

  @Test
  void shouldTellWhoJoinedWhoLeftAndWhoWasUpdated() {
    Member taken = A.withStatus(Status.TAKEN);

    MembershipChange change =
        MembershipChange.from(BEFORE, List.of(D, taken, C), Map.of("b", Cause.SILENT));

    assertThat(change.joined()).containsExactly(C, D);
    assertThat(change.left()).containsExactly(B);
    assertThat(change.updated()).containsExactly(taken);
    assertThat(change.cause("b")).isEqualTo(Cause.SILENT);
    assertThat(change.departures()).containsExactly(new Departure(B, Cause.SILENT));
    assertThat(change.updates()).containsExactly(new Update(A, taken));
    assertThat(change.isEmpty()).isFalse();
    assertThat(change.roster()).isEqualTo(Roster.of(List.of(taken, C, D), 0));
    assertThat(change.roster().version()).isEqualTo(8);
    assertThat(change)
        .hasToString("joined [c, d] left {b=SILENT} updated [a] → roster 8 [a, c, d]");
  }

  @Test
  void shouldTellWhoTakesNothingNewAnyMore() {
    Member taken = A.withStatus(Status.TAKEN);
    Member offline = B.withStatus(Status.OFFLINE);

    MembershipChange drains =
        MembershipChange.from(
            BEFORE, List.of(taken, offline, C.withStatus(Status.TAKEN)), Map.of());
    assertThat(drains.drained()).containsExactly(taken, offline);

    MembershipChange others =
        MembershipChange.from(
            drains.roster(), List.of(A, B.withStatus(Status.TAKEN), C.withType("t")), Map.of());
    assertThat(others.updated()).hasSize(3);
    assertThat(others.drained()).isEmpty();
  }

  @Test
  void shouldLeaveOutWhatAltersNothing() {
    MembershipChange change =
        MembershipChange.from(BEFORE, List.of(A, C), Map.of("d", Cause.GOODBYE));

    assertThat(change.joined()).containsExactly(C);
    assertThat(change.left()).isEmpty();
    assertThat(change.updated()).isEmpty();
  }

  @Test
  void shouldBeEmptyAndCarryTheRosterAsItWasIfNothingIsAltered() {
    MembershipChange change =
        MembershipChange.from(BEFORE, List.of(Member.named("a")), Map.of("d", Cause.LOST));

    assertThat(change.isEmpty()).isTrue();
    assertThat(change.roster()).isSameAs(BEFORE);
  }

  @Test
  void shouldTakeAnotherIncarnationForAnUpdate() {
    Member restarted = A.withIncarnation(Incarnation.of(1, new UUID(0, 1)));

    MembershipChange change = MembershipChange.from(BEFORE, List.of(restarted), Map.of());

    assertThat(change.updated()).containsExactly(restarted);
    assertThat(change.joined()).isEmpty();
  }

  @Test
  void shouldGiveACauseOnlyForWhoLeft() {
    MembershipChange change =
        MembershipChange.from(BEFORE, List.of(C), Map.of("b", Cause.LOST, "d", Cause.LOST));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> change.cause("c"))
        .withMessage("'c' is not among those who left: [b]");
    assertThatIllegalArgumentException().isThrownBy(() -> change.cause("d"));
  }

  @Test
  void shouldRejectWhoIsBothPresentAndGoneOrPresentTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MembershipChange.from(BEFORE, List.of(A), Map.of("a", Cause.LOST)))
        .withMessage("'a' is both present and gone");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MembershipChange.from(BEFORE, List.of(C, A, C), Map.of()))
        .withMessage("two members are named 'c'");
  }

  @Test
  void shouldJoinEverybodyForAReaderThatStarts() {
    MembershipChange change = MembershipChange.joiningAll(BEFORE);

    assertThat(change.joined()).containsExactly(A, B);
    assertThat(change.left()).isEmpty();
    assertThat(change.updated()).isEmpty();
    assertThat(change.roster()).isSameAs(BEFORE);
    assertThat(MembershipChange.joiningAll(Roster.empty()).isEmpty()).isTrue();
  }

  @Test
  void shouldNotLetItsListsBeAltered() {
    MembershipChange change = MembershipChange.joiningAll(BEFORE);

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> change.joined().clear());
  }
}
