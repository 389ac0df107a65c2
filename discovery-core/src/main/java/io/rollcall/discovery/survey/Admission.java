package io.rollcall.discovery.survey;

import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.Refusal.Reason;
import io.rollcall.discovery.wire.Message.Hello;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whom a server does not let in, and why. */
final class Admission {
  private final Pace pace;
  private final Attendance attendance;

  Admission(Pace pace, Attendance attendance) {
    this.pace = pace;
    this.attendance = attendance;
  }

  /** Why this hello is refused, of a client that is known as {@code attendee} or not at all. */
  Optional<Refusal> refusal(Hello hello, @Nullable Attendee attendee) {
    if (!hello.cluster().equals(pace.cluster())) {
      return refusal(
          Reason.CLUSTER, "cluster '%s' is not '%s'".formatted(hello.cluster(), pace.cluster()));
    }
    if (attendee == null && attendance.size() >= pace.maxMembers()) {
      return refusal(
          Reason.LIMIT, "the server takes no more than %d members".formatted(pace.maxMembers()));
    }
    if (attendee != null && !attendee.name().equals(hello.member().name())) {
      return refusal(
          Reason.NAME,
          "name '%s' is not '%s', which this client had"
              .formatted(hello.member().name(), attendee.name()));
    }
    return Optional.empty();
  }

  private static Optional<Refusal> refusal(Reason reason, String detail) {
    return Optional.of(new Refusal(reason, detail));
  }
}
