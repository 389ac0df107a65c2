package io.rollcall.discovery.wire;

import io.rollcall.discovery.Account.Fate;
import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Refusal.Reason;
import io.rollcall.discovery.Status;
import java.util.List;

/**
 * The numbers of an enumeration on the wire: they stay, however the constants are ordered.
 *
 * @param values in the order of their numbers, from 0
 * @param otherwise what a number means that a later version added
 */
record Code<E>(List<E> values, E otherwise) {
  static final Code<Status> STATUS =
      new Code<>(List.of(Status.ONLINE, Status.TAKEN, Status.OFFLINE), Status.ONLINE);
  static final Code<Cause> CAUSE =
      new Code<>(List.of(Cause.GOODBYE, Cause.LOST, Cause.SILENT, Cause.REFUSED), Cause.LOST);
  static final Code<Fate> FATE =
      new Code<>(List.of(Fate.STANDS, Fate.LOST, Fate.DETACHED, Fate.LEFT, Fate.RESET), Fate.LOST);
  static final Code<Reason> REASON =
      new Code<>(
          List.of(Reason.VERSION, Reason.CLUSTER, Reason.LIMIT, Reason.NAME, Reason.KEY),
          Reason.VERSION);

  int numberOf(E value) {
    return values.indexOf(value);
  }

  E at(int number) {
    return number < values.size() ? values.get(number) : otherwise;
  }
}
