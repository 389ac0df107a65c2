package io.rollcall.cli.web;

import io.rollcall.cli.json.Json;
import io.rollcall.discovery.FeedSubscription;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.MembershipListener;
import io.rollcall.discovery.Metered;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the board of the page's own subject. Thread-safe. */
final class Follower implements MembershipListener, AutoCloseable {
  private final Board board;
  private final InstantSource clock;
  private final Plots plots;
  private final News news;
  private final FeedSubscription following;

  private Roster roster = Roster.empty();
  private @Nullable State state;

  Follower(Subject subject, Board board, PageOptions options) {
    this.board = board;
    this.clock = options.clock();
    this.news = new News(clock.millis(), subject.membership().roster().names());
    this.plots =
        new Plots(subject.membership(), subject.metered().map(Metered::metrics).orElse(List.of()));
    board.about(
        Map.of(
            "title", subject.title(),
            "explains", subject.explain().isPresent(),
            "plots", plots.names(),
            "beat", options.beat().toMillis()));
    following = subject.membership().follow(this);
    beat();
  }

  @Override
  public synchronized void became(State now) {
    board.standing(Map.of("state", now.name(), "since", clock.millis(), "heard", true));
    Story told = news.of(now, clock.millis());
    if (state != null) {
      board.news(told);
    }
    state = now;
  }

  @Override
  public synchronized void changed(MembershipChange change) {
    Map<String, String> present = new LinkedHashMap<>();
    Stream.concat(change.joined().stream(), change.updated().stream())
        .forEach(each -> present.put(each.name(), Json.of(Json.of(each))));
    Story told = news.of(roster, change, clock.millis());
    roster = change.roster();
    board.change(present, change.left().stream().map(Member::name).toList(), told);
  }

  /** Another point for the plots; also a sign of life. */
  synchronized void beat() {
    board.point(plots.point(clock.millis()));
  }

  @Override
  public void close() {
    following.close();
  }
}
