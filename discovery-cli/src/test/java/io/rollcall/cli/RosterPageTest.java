package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.spi.Changes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Help.Ansi;

class RosterPageTest {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

  private final RosterPage page = new RosterPage("tcp://a:1", Ansi.OFF);

  private static Roster members(int count) {
    return Roster.of(
        IntStream.range(0, count).mapToObj(i -> Member.named("m%03d".formatted(i))).toList(), 1);
  }

  @Test
  void shouldShowWhoIsThereAndWhoLeftWhyAndWhen() {
    Roster roster = members(2);
    page.begin(roster);
    page.take(Changes.from(roster, List.of(), Map.of("m001", Cause.LOST)), START.plusSeconds(5));

    assertThat(page.lines(State.LIVE, START.plusSeconds(70), new ScreenSize(24, 80)))
        .containsExactly(
            "LIVE  1 present  2026-01-01T12:01:10Z  tcp://a:1",
            "",
            "NAME  TYPE  STATUS  STARTED  ATTRIBUTES",
            "m000        ONLINE",
            "",
            "LAST CHANGES",
            "    1 min 5 s ago  - m001  LOST");
  }

  /** The state is known a little sooner than who is there. */
  @Test
  void shouldNotSayThatNobodyIsThereBeforeItKnows() {
    ScreenSize size = new ScreenSize(24, 80);
    assertThat(page.lines(State.LIVE, START, size).get(0)).startsWith("SYNCING  0 present");
    page.begin(Roster.empty());
    assertThat(page.lines(State.LIVE, START, size).get(0)).startsWith("LIVE  0 present");
  }

  @ParameterizedTest
  @CsvSource({"24, 80", "10, 20", "3, 5", "1, 1"})
  void shouldFitTheScreen(int lines, int columns) {
    Roster roster = members(50);
    page.begin(roster);
    for (int i = 0; i < 30; i++) {
      page.take(Changes.from(roster, List.of(Member.named("new" + i)), Map.of()), START);
    }

    assertThat(page.lines(State.STALE, START, new ScreenSize(lines, columns)))
        .hasSizeLessThanOrEqualTo(lines)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
  }

  @Test
  void shouldSayHowManyDoNotFit() {
    page.begin(members(50));

    assertThat(page.lines(State.LIVE, START, new ScreenSize(15, 80)))
        .contains("m008        ONLINE", "… and 41 more")
        .hasSizeLessThanOrEqualTo(15);
  }

  @Test
  void shouldColourOnlyWhereAsked() {
    RosterPage coloured = new RosterPage("tcp://a:1", Ansi.ON);
    ScreenSize size = new ScreenSize(24, 80);

    assertThat(coloured.lines(State.LIVE, START, size).get(0)).startsWith("\u001b[");
    assertThat(String.join("", page.lines(State.LIVE, START, size))).doesNotContain("\u001b");
  }

  @ParameterizedTest
  @CsvSource({"-5, 0 s", "59, 59 s", "61, 1 min 1 s", "3660, 1 h 1 min", "90000, 1 d 1 h"})
  void shouldTellAges(long seconds, String age) {
    assertThat(RosterPage.age(START, START.plusSeconds(seconds))).isEqualTo(age);
  }
}
