package io.rollcall.discovery;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application's test of members, which fails for those of which it throws. Thread-safe. */
final class GuardedPredicate implements Predicate<Member> {
  private static final Logger log = LoggerFactory.getLogger(GuardedPredicate.class);

  private final Predicate<? super Member> test;
  private final AtomicBoolean logged = new AtomicBoolean();

  GuardedPredicate(Predicate<? super Member> test) {
    this.test = test;
  }

  @SuppressWarnings("CatchThrowable") // an Error of one member must not hide the others
  @Override
  public boolean test(Member member) {
    try {
      return test.test(member);
    } catch (Throwable thrown) {
      if (logged.compareAndSet(false, true)) {
        log.warn(
            "the filter of a view threw an exception for member '{}'; this is logged once",
            member.name(),
            thrown);
      }
      return false;
    }
  }
}
