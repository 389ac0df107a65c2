package io.rollcall.discovery.survey;

import io.rollcall.discovery.Account.Fate;
import io.rollcall.discovery.Cause;
import io.rollcall.discovery.wire.Departed;
import io.rollcall.discovery.wire.Message.Goodbye;

/**
 * How clients become members of one incarnation of a server and leave it: each stay that begins or
 * ends is numbered, remembered, counted and published. Not thread-safe.
 */
final class Stays {
  private final Attendance attendance;
  private final Departures departures;
  private final Rounds rounds;
  private final Publication publication;
  private final ContestedNames contested;
  private final Counts counts;

  Stays(
      Attendance attendance,
      Departures departures,
      Rounds rounds,
      Publication publication,
      ContestedNames contested,
      Counts counts) {
    this.attendance = attendance;
    this.departures = departures;
    this.rounds = rounds;
    this.publication = publication;
    this.contested = contested;
    this.counts = counts;
  }

  /** It is a member, if it is none yet. */
  void begin(Attendee attendee, long now) {
    if (!attendee.present) {
      Departed departed = departures.of(attendee.client);
      int last = departed == null ? attendee.ended : departed.session().number();
      attendee.session = Math.max(attendee.session, last + 1);
      attendance.enter(attendee);
      attendee.chronicle.joined(attendee.session, now);
      publication.touch(attendee.name());
      counts.joins.increment();
    }
  }

  /** Its last connection is gone: it may return for a while, or until the server has settled. */
  void cutOff(Attendee attendee, boolean settled, long now) {
    rounds.excuse(attendee);
    if (attendee.present || (attendee.suspended && settled)) {
      attendance.graces().begin(attendee, now);
    } else if (!attendee.suspended) {
      attendance.giveUp(attendee);
    }
  }

  /** Removes one that is not known any more, connected or not. */
  void forget(Attendee attendee, Cause cause, long now) {
    end(attendee, cause, now);
    attendance.forget(attendee);
    attendee.chronicle.unlinked(Fate.LEFT, now);
  }

  /** A client that is not known here has said goodbye. */
  void forgetStranger(Goodbye goodbye, long now) {
    departures.add(new Departed(goodbye.session(), "", Cause.GOODBYE), now);
    publication.saidGoodbye();
  }

  /** It is a member no longer, or looked for no longer; its connections, if any, stay known. */
  void end(Attendee attendee, Cause cause, long now) {
    rounds.excuse(attendee);
    if (!attendee.present && cause != Cause.GOODBYE) {
      attendance.giveUp(attendee);
      return;
    }
    Departed departed = new Departed(attendee.session(), attendee.name(), cause);
    departures.add(departed, now);
    publication.ended(departed);
    if (attendee.present) {
      attendance.depart(attendee);
      counts.left.increment(cause);
      attendee.chronicle.left(attendee.session, cause, now);
    }
    contested.left(attendee.name());
  }
}
