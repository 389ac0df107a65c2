package io.rollcall.discovery.survey;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Those whose last connection was lost and who may still return. For most of them time alone ends
 * their grace; where very many were lost at once, so does a round that closes after that time.
 *
 * <p>Each is looked at when its grace begins, when very many are lost and when its grace ends, so
 * the work grows with the losses and not with all who are waiting. Not thread-safe.
 */
final class Graces {
  private final long length;

  /** In the order in which their graces end. */
  private final Set<Attendee> untilTime = new LinkedHashSet<>();

  private final Set<Attendee> untilRound = new LinkedHashSet<>();

  /** No grace ends before, for the server itself was late. */
  private long noneBefore = Long.MIN_VALUE;

  /** Each lasts so many nanoseconds. */
  Graces(long length) {
    this.length = length;
  }

  boolean isEmpty() {
    return untilTime.isEmpty() && untilRound.isEmpty();
  }

  /** Its grace begins. */
  void begin(Attendee attendee, long now) {
    end(attendee);
    attendee.graceEnds = now + length;
    untilTime.add(attendee);
  }

  /** It has returned or left. */
  void end(Attendee attendee) {
    if (!untilTime.remove(attendee)) {
      untilRound.remove(attendee);
    }
  }

  /** All graces that time alone would end last until this round, or a later one, has closed too. */
  void holdUntil(long round) {
    for (Attendee attendee : untilTime) {
      attendee.graceRound = round;
      untilRound.add(attendee);
    }
    untilTime.clear();
  }

  /** All graces begin anew. */
  void beginAnew(long now) {
    noneBefore = now + length;
  }

  void clear() {
    untilTime.clear();
    untilRound.clear();
  }

  /** Whether time alone has ended a grace. */
  boolean isAnyOver(long now) {
    return now >= due();
  }

  /** When time alone ends the first grace, if there is one. */
  long due() {
    return untilTime.isEmpty() ? Long.MAX_VALUE : endOf(untilTime.iterator().next());
  }

  /** Those whose grace time alone has ended. */
  List<Attendee> over(long now) {
    List<Attendee> over = new ArrayList<>();
    for (Attendee attendee : untilTime) {
      if (now < endOf(attendee)) {
        break;
      }
      over.add(attendee);
    }
    return over;
  }

  /** Those whose grace has ended with the close of this round. */
  List<Attendee> overWith(long round, long now) {
    return untilRound.stream()
        .filter(attendee -> attendee.graceRound <= round && now >= endOf(attendee))
        .toList();
  }

  private long endOf(Attendee attendee) {
    return Math.max(attendee.graceEnds, noneBefore);
  }
}
