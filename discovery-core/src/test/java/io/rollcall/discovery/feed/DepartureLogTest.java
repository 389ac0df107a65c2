package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.feed.DepartureLog.Lag;
import io.rollcall.discovery.spi.Changes;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one reader has merged and sweeps away is there for another that begins to lag. */
class DepartureLogTest {
  /** More than are left unswept. */
  private static final List<Member> ALL =
      IntStream.range(0, 1_500).mapToObj(i -> Member.named("member" + i)).toList();

  private static final Roster BEFORE = Roster.of(ALL, 1);

  private final DepartureLog log = new DepartureLog();
  private final MembershipChange first =
      Changes.from(
          BEFORE,
          List.of(),
          ALL.stream().collect(Collectors.toMap(Member::name, each -> Cause.SILENT)));
  private final MembershipChange second =
      Changes.from(first.roster(), List.of(Member.named("x")), Map.of());

  DepartureLogTest() {
    log.next(first);
    log.next(second);
  }

  @Test
  void shouldPutDownAgainWhatWasSweptBeforeAnotherReaderBegan() {
    Lag one = log.begin(BEFORE, first, second);
    log.end(one);
    log.sweep();
    assertThat(log.size()).isZero();

    Lag other = log.begin(BEFORE, first, second);

    assertAllHaveLeft(other);
  }

  @Test
  void shouldKeepWhatOneThatStillLagsNeeds() {
    Lag one = log.begin(BEFORE, first, second);
    Lag other = log.begin(BEFORE, first, second);
    log.end(one);
    log.sweep();
    Lag shared = log.share(other);
    log.end(other);
    log.sweep();

    assertAllHaveLeft(shared);
  }

  private void assertAllHaveLeft(Lag lag) {
    assertThat(ALL)
        .allMatch(
            each -> log.cause(each.name(), lag, second.roster(), log.number()) == Cause.SILENT);
  }
}
