package io.rollcall.cli;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** What {@code watch} shows: who is there, and below it who came and went. Not thread-safe. */
final class RosterPage {
  private static final int REMEMBERED = 100;

  /** The first line, two empty ones, and two headings. */
  private static final int FRAME_LINES = 5;

  /** Something that happened. */
  private record Event(Instant at, String colour, String text) {}

  private final String urlPubSub;
  private final Ansi ansi;
  private final Deque<Event> events = new ArrayDeque<>();
  private Roster roster = Roster.empty();
  private boolean begun;

  RosterPage(String urlPubSub, Ansi ansi) {
    this.urlPubSub = urlPubSub;
    this.ansi = ansi;
  }

  /** Who was there from the start. */
  void begin(Roster first) {
    roster = first;
    begun = true;
  }

  void take(MembershipChange change, Instant at) {
    Roster before = roster;
    roster = change.roster();
    change
        .left()
        .forEach(
            each -> add(at, "red", "- " + each.name() + "  " + change.cause(each.name()).name()));
    change.joined().forEach(each -> add(at, "green", "+ " + each.name()));
    change
        .updated()
        .forEach(
            each ->
                add(
                    at,
                    "yellow",
                    "~ %s%s"
                        .formatted(each, EventLines.isRestart(before, each) ? "  restarted" : "")));
  }

  private void add(Instant at, String colour, String text) {
    events.addFirst(new Event(at, colour, Table.clean(text)));
    if (events.size() > REMEMBERED) {
      events.removeLast();
    }
  }

  /** As many lines as the screen has at most, none wider. */
  List<String> lines(State state, Instant now, ScreenSize size) {
    List<Member> members = roster.members();
    int room = Math.max(0, size.lines() - FRAME_LINES);
    int below = Math.min(events.size(), Math.max(room / 3, room - members.size() - 1));
    List<String> lines = new ArrayList<>();
    // The state is known a little before the roster that it is about.
    lines.add(title(begun ? state : State.SYNCING, members.size(), now, size.columns()));
    lines.add("");
    table(members, now, room - below).forEach(line -> lines.add(Cells.cut(line, size.columns())));
    lines.add("");
    lines.add(styled("bold", Cells.cut("LAST CHANGES", size.columns())));
    events.stream()
        .limit(below)
        .map(
            each ->
                styled(
                    each.colour,
                    Cells.cut(
                        "%13s ago  %s".formatted(age(each.at, now), each.text), size.columns())))
        .forEach(lines::add);
    return lines.size() <= size.lines() ? lines : lines.subList(0, size.lines());
  }

  private String title(State state, int count, Instant now, int columns) {
    String text =
        "%s  %d present  %s  %s"
            .formatted(state, count, now.truncatedTo(ChronoUnit.SECONDS), urlPubSub);
    return styled(state == State.LIVE ? "bold,green" : "bold,yellow", Cells.cut(text, columns));
  }

  private static List<String> table(List<Member> members, Instant now, int room) {
    boolean fits = members.size() <= room;
    List<Member> shown = fits ? members : members.subList(0, Math.max(0, room - 1));
    Table table = new Table("NAME", "TYPE", "STATUS", "STARTED", "ATTRIBUTES");
    for (Member each : shown) {
      table.add(
          each.name(),
          each.type(),
          each.status().name(),
          each.since().map(since -> age(since, now) + " ago").orElse(""),
          Table.attributes(each));
    }
    StringWriter text = new StringWriter();
    table.print(new PrintWriter(text));
    List<String> lines = new ArrayList<>(text.toString().lines().toList());
    if (!fits) {
      lines.add("… and %d more".formatted(members.size() - shown.size()));
    }
    return lines;
  }

  /** Of what lies ahead, by a member's clock, none. */
  static String age(Instant then, Instant now) {
    long seconds = Math.max(0, Duration.between(then, now).toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return "%d min %d s".formatted(seconds / 60, seconds % 60);
    }
    return seconds < 86_400
        ? "%d h %d min".formatted(seconds / 3600, seconds / 60 % 60)
        : "%d d %d h".formatted(seconds / 86_400, seconds / 3600 % 24);
  }

  /** The codes are put around the text, which may hold what picocli would take for a style. */
  private String styled(String style, String text) {
    return ansi.enabled()
        ? Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.reset.on()
        : text;
  }
}
