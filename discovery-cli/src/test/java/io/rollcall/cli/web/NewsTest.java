package io.rollcall.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.spi.Bridge;
import io.rollcall.discovery.spi.Changes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

/** What the timeline tells, by a server that has started at {@value STARTED}. */
class NewsTest {
  private static final long STARTED = 1_000_000;

  private final News news = new News(STARTED, List.of());
  private final Map<Long, String> timeline = new LinkedHashMap<>();
  private Roster roster = Roster.empty();

  private static Member since(String name, long millis) {
    return Bridge.started(Member.named(name), Incarnation.of(millis, new UUID(0, millis)));
  }

  private void join(long now, Member... members) {
    MembershipChange change = Changes.from(roster, List.of(members), Map.of());
    take(news.of(roster, change, now));
    roster = change.roster();
  }

  private void take(Story story) {
    timeline.keySet().removeAll(story.dropped());
    timeline.putAll(story.told());
  }

  private List<String> lines() {
    return timeline.values().stream()
        .map(
            each -> {
              Map<String, Object> entry = JSON.std.mapFrom(each);
              return entry.get("kind") + " " + entry.getOrDefault("name", entry.get("count"));
            })
        .toList();
  }

  @Test
  void shouldNameTheFirstMemberOfAFreshServer() {
    join(STARTED + 500, since("early", STARTED + 100));
    news.of(State.LIVE, STARTED + 3_000);
    join(STARTED + 60_000, since("late", STARTED - 9_000));

    assertThat(lines()).containsExactly("joined early", "joined late");
  }

  @Test
  void shouldNotLetThoseJoinWhoStayedWhileTheServerWasStartedAgain() {
    join(STARTED + 50, since("a", STARTED - 60_000), Member.named("unknown"));
    news.of(State.LIVE, STARTED + 3_000);

    assertThat(lines()).containsExactly("present a", "present unknown");
  }

  @Test
  void shouldTellWhoWasThereBeforeItFollowed() {
    News later = new News(STARTED, List.of("a"));
    later.of(State.LIVE, STARTED);
    MembershipChange all =
        Changes.from(Roster.empty(), List.of(since("a", 1), since("b", 1)), Map.of());
    take(later.of(Roster.empty(), all, STARTED));
    assertThat(lines()).containsExactly("present a", "joined b");

    MembershipChange left = Changes.from(all.roster(), List.of(), Map.of("a", Cause.GOODBYE));
    take(later.of(all.roster(), left, STARTED));
    MembershipChange back = Changes.from(left.roster(), List.of(since("a", 1)), Map.of());
    take(later.of(left.roster(), back, STARTED));
    assertThat(lines()).last().isEqualTo("joined a");
  }

  /** Ten together, every ten milliseconds. */
  @Test
  void shouldTellOfAMassStartInOneLine() {
    news.of(State.LIVE, STARTED);
    for (int i = 0; i < 2_000; i += 10) {
      Member[] some = new Member[10];
      for (int k = 0; k < some.length; k++) {
        some[k] = since("member-" + (10_000 + i + k), STARTED);
      }
      join(STARTED + i, some);
    }
    assertThat(lines()).containsExactly("joined 2000");
    assertThat(timeline.values().toString()).contains("member-10000", "member-10002");

    join(STARTED + 2_000 + News.PAUSE, since("next", STARTED));
    assertThat(lines()).containsExactly("joined 2000", "joined next");
  }

  @Test
  void shouldNameThoseWhoComeFewAtATime() {
    news.of(State.LIVE, STARTED);
    for (int i = 0; i < 10; i++) {
      join(STARTED + i, since("m" + i, STARTED));
    }
    assertThat(lines()).hasSize(10).contains("joined m0", "joined m9");
    for (int i = 10; i < 20; i++) {
      join(STARTED + i * 2L * News.PAUSE, since("m" + i, STARTED));
    }
    assertThat(lines()).hasSize(20).doesNotContain("joined 11");
  }

  /** An endless trickle is told of minute by minute. */
  @Test
  void shouldEndARunAfterAMinute() {
    news.of(State.LIVE, STARTED);
    for (int i = 0; i <= 120; i++) {
      join(STARTED + i * 1_000L, since("m" + i, STARTED));
    }
    assertThat(lines()).containsExactly("joined 61", "joined 60");
  }
}
