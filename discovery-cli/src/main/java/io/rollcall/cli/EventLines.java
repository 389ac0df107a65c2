package io.rollcall.cli;

import io.rollcall.discovery.FeedSubscription;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A line for each event of a membership, out at once. Who reads slowly finds changes put together.
 */
final class EventLines {
  /** How an event is written. */
  interface Form {
    String present(Instant at, Member member);

    String joined(Instant at, Member member);

    String left(Instant at, Member member, String cause);

    /** Of one that stays; restarted if it is another start of the member. */
    String updated(Instant at, Member member, boolean restarted);

    String state(Instant at, State state);
  }

  private static final long WAIT_NANOS = Duration.ofSeconds(1).toNanos();

  private final Form form;
  private final PrintWriter out;
  private boolean read = true;

  EventLines(Form form, PrintWriter out) {
    this.form = form;
    this.out = out;
  }

  /** Until the membership ends, or nobody reads any more. */
  void print(Membership membership) throws InterruptedException {
    try (RosterFeed feed = new RosterFeed(membership);
        FeedSubscription states = membership.states().subscribe(this::print)) {
      Roster last = null;
      while (isRead() && !feed.ended()) {
        if (last == null) {
          last = feed.first(WAIT_NANOS);
          print(last == null ? Roster.empty() : last);
        } else {
          MembershipChange change = feed.next(WAIT_NANOS);
          if (change != null) {
            print(last, change);
            last = change.roster();
          }
        }
      }
    }
  }

  private synchronized boolean isRead() {
    return read;
  }

  private synchronized void print(State state) {
    out.println(form.state(now(), state));
    read &= !out.checkError();
  }

  private synchronized void print(Roster first) {
    Instant now = now();
    first.members().forEach(each -> out.println(form.present(now, each)));
    read &= !out.checkError();
  }

  private synchronized void print(Roster before, MembershipChange change) {
    Instant now = now();
    change
        .left()
        .forEach(each -> out.println(form.left(now, each, change.cause(each.name()).name())));
    change.joined().forEach(each -> out.println(form.joined(now, each)));
    change.updated().forEach(each -> out.println(form.updated(now, each, isRestart(before, each))));
    read &= !out.checkError();
  }

  /** Whether a member that was there is another start of it now. */
  static boolean isRestart(Roster before, Member after) {
    return before
        .find(after.name())
        .filter(each -> !each.incarnation().equals(after.incarnation()))
        .isPresent();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
