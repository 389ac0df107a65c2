package io.rollcall.discovery.survey;

import io.rollcall.discovery.Account.Stay;
import io.rollcall.discovery.Cause;
import java.util.List;
import java.util.Optional;

/** When one client was a member, of late. */
final class SessionLog {
  private static final int MOST = 8;

  private record Span(int session, long began, Optional<Long> ended, Optional<Cause> cause) {}

  private final BoundedLog<Span> spans = new BoundedLog<>(MOST);

  boolean isEmpty() {
    return spans.isEmpty();
  }

  boolean isLasting() {
    return !isEmpty() && spans.newest().ended.isEmpty();
  }

  /** It is a member; one that the server had only lost sight of has been one all the time. */
  void began(int session, long now) {
    if (!isEmpty() && spans.newest().cause.isEmpty() && spans.newest().session == session) {
      spans.replaceNewest(
          new Span(session, spans.newest().began, Optional.empty(), Optional.empty()));
    } else {
      spans.add(new Span(session, now, Optional.empty(), Optional.empty()));
    }
  }

  /** It has left; without a cause if the server has lost sight of it. */
  void ended(int session, Optional<Cause> cause, long now) {
    if (isLasting()) {
      spans.replaceNewest(new Span(session, spans.newest().began, Optional.of(now), cause));
    }
  }

  /** The server has lost sight of it. */
  void ended(long now) {
    if (isLasting()) {
      ended(spans.newest().session, Optional.empty(), now);
    }
  }

  List<Stay> at(long now) {
    return spans.newestFirst(
        span ->
            new Stay(
                span.session,
                Ages.of(span.began, now),
                span.ended.map(at -> Ages.of(at, now)),
                span.cause));
  }
}
