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
 * the work grows with what is lost, and not with all who are waiting. Not thread-safe.
 */
final class GracePeriods {
  private final long length;

  /** In the order in which their graces end. */
  private final Set<ClientRecord> untilTime = new LinkedHashSet<>();

  private final Set<ClientRecord> untilRound = new LinkedHashSet<>();

  /** No grace ends before, for the server itself was late. */
  private long noneBefore = Long.MIN_VALUE;

  /** Each lasts so many nanoseconds. */
  GracePeriods(long length) {
    this.length = length;
  }

  boolean isEmpty() {
    return untilTime.isEmpty() && untilRound.isEmpty();
  }

  /** Its grace begins. */
  void begin(ClientRecord record, long now) {
    end(record);
    record.graceEnds = now + length;
    untilTime.add(record);
  }

  /** It has returned or left. */
  void end(ClientRecord record) {
    if (!untilTime.remove(record)) {
      untilRound.remove(record);
    }
  }

  /** All graces that time alone would end last until this round, or a later one, has closed too. */
  void holdUntil(long round) {
    for (ClientRecord record : untilTime) {
      record.graceRound = round;
      untilRound.add(record);
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
  List<ClientRecord> over(long now) {
    List<ClientRecord> over = new ArrayList<>();
    for (ClientRecord record : untilTime) {
      if (now < endOf(record)) {
        break;
      }
      over.add(record);
    }
    return over;
  }

  /** Those whose grace has ended with the close of this round. */
  List<ClientRecord> overWith(long round, long now) {
    return untilRound.stream()
        .filter(record -> record.graceRound <= round && now >= endOf(record))
        .toList();
  }

  private long endOf(ClientRecord record) {
    return Math.max(record.graceEnds, noneBefore);
  }
}
