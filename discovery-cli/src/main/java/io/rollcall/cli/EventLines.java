package io.rollcall.cli;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.FeedSubscription;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.MembershipListener;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A line for each event of a membership, out at once. Who reads slowly finds changes put together.
 * The members that are there come before the state that is said of them.
 */
final class EventLines implements MembershipListener {
  /** How an event is written. */
  interface Form {
    String present(Instant at, Member member);

    String joined(Instant at, Member member);

    String left(Instant at, Member member, String cause);

    /** Of one that stays; restarted if it is another start of the member. */
    String updated(Instant at, Member member, boolean restarted);

    String state(Instant at, State state);
  }

  private final Form form;
  private final PrintWriter out;
  private boolean read = true;
  private @Nullable Roster last;

  EventLines(Form form, PrintWriter out) {
    this.form = form;
    this.out = out;
  }

  /** Until the membership ends, or nobody reads any more. */
  void print(Membership membership) throws InterruptedException {
    try (FeedQueue<State> states = membership.states().queue();
        FeedSubscription following = membership.follow(this)) {
      while (isRead() && !states.ended()) {
        // What comes is told by the other; this one is asked for the end.
        states.poll(1, TimeUnit.SECONDS);
      }
    }
  }

  private synchronized boolean isRead() {
    return read;
  }

  @Override
  public synchronized void became(State state) {
    out.println(form.state(now(), state));
    read &= !out.checkError();
  }

  @Override
  public synchronized void changed(MembershipChange change) {
    Instant now = now();
    Roster before = last;
    if (before == null) {
      change.joined().forEach(each -> out.println(form.present(now, each)));
    } else {
      print(now, before, change);
    }
    last = change.roster();
    read &= !out.checkError();
  }

  private void print(Instant now, Roster before, MembershipChange change) {
    change
        .left()
        .forEach(each -> out.println(form.left(now, each, change.cause(each.name()).name())));
    change.joined().forEach(each -> out.println(form.joined(now, each)));
    change.updated().forEach(each -> out.println(form.updated(now, each, isRestart(before, each))));
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
