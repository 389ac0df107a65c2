package io.rollcall.discovery.survey;

import static io.rollcall.discovery.survey.Presence.ABSENT;
import static io.rollcall.discovery.survey.Presence.IN_GRACE;
import static io.rollcall.discovery.survey.Presence.PRESENT;
import static io.rollcall.discovery.survey.Presence.PROBED;
import static io.rollcall.discovery.survey.Presence.SUSPENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PresenceTest {
  private static final Map<Presence, Set<Presence>> TRANSITIONS =
      new EnumMap<>(
          Map.of(
              ABSENT, Set.of(ABSENT, PROBED, PRESENT),
              PROBED, Set.of(ABSENT, PROBED, PRESENT),
              PRESENT, Set.of(ABSENT, IN_GRACE, SUSPENDED),
              IN_GRACE, Set.of(ABSENT, IN_GRACE, PRESENT, SUSPENDED),
              SUSPENDED, Set.of(ABSENT, PRESENT, SUSPENDED)));

  @ParameterizedTest
  @EnumSource
  void shouldTakeItsTransitionsAndNoOthers(Presence from) {
    for (Presence to : Presence.values()) {
      if (TRANSITIONS.get(from).contains(to)) {
        assertThat(from.to(to)).isEqualTo(to);
      } else {
        assertThatThrownBy(() -> from.to(to))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("a client that is %s can't become %s", from, to);
      }
    }
  }

  @Test
  void shouldCountMembersOnlyWhilePresentOrInGrace() {
    assertThat(Presence.values()).filteredOn(Presence::isMember).containsExactly(PRESENT, IN_GRACE);
  }

  @Test
  void shouldWaitInRoundsForAllButTheAbsent() {
    assertThat(Presence.values()).filteredOn(each -> !each.isAwaited()).containsExactly(ABSENT);
  }
}
