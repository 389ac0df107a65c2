package io.rollcall.cli;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A line for each event of a membership, out at once. Printed by the membership's readers: when the
 * far end reads slowly they are, and changes are put together. Thread-safe.
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

  private final Form form;
  private final PrintWriter out;
  private final CountDownLatch end = new CountDownLatch(1);
  private @Nullable Roster last;

  EventLines(Form form, PrintWriter out) {
    this.form = form;
    this.out = out;
  }

  void follow(Membership membership) {
    membership.states().subscribe(this::print);
    membership.changes().subscribe(this::print);
  }

  /** Until nobody reads any more. */
  void awaitEnd() throws InterruptedException {
    end.await();
  }

  private synchronized void print(State state) {
    out.println(form.state(now(), state));
    flush();
  }

  private synchronized void print(MembershipChange change) {
    Instant now = now();
    Roster before = last;
    if (before == null) {
      change.joined().forEach(each -> out.println(form.present(now, each)));
    } else {
      change
          .left()
          .forEach(each -> out.println(form.left(now, each, change.cause(each.name()).name())));
      change.joined().forEach(each -> out.println(form.joined(now, each)));
      change
          .updated()
          .forEach(each -> out.println(form.updated(now, each, isRestart(before, each))));
    }
    last = change.roster();
    flush();
  }

  /** Whether a member that was there is another start of it now. */
  static boolean isRestart(Roster before, Member after) {
    return before
        .find(after.name())
        .filter(each -> !each.incarnation().equals(after.incarnation()))
        .isPresent();
  }

  private void flush() {
    if (!Output.flush(out)) {
      end.countDown();
    }
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
