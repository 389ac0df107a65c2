package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.testkit.ManualMembership;
import org.junit.jupiter.api.Test;

class MembershipWatchTest {
  private final ManualMembership membership = ManualMembership.start();
  private final MembershipWatch watch = new MembershipWatch(membership);

  @Test
  void shouldKeepAGoodbyeThatCameWhileTheOneBeforeWasActedUpon() throws Exception {
    try (var changes = membership.changes().queue()) {
      leave(changes, Cause.GOODBYE);
      MembershipSnapshot first = watch.now();
      leave(changes, Cause.GOODBYE);
      watch.forget(first);

      assertThat(watch.now().goodbyes()).containsExactly("a");
      watch.forget(watch.now());
      assertThat(watch.now().goodbyes()).isEmpty();
    }
  }

  @Test
  void shouldForgetAGoodbyeWhenTheMemberIsLostLater() throws Exception {
    try (var changes = membership.changes().queue()) {
      leave(changes, Cause.GOODBYE);
      leave(changes, Cause.LOST);

      assertThat(watch.now().goodbyes()).isEmpty();
    }
  }

  private void leave(FeedQueue<MembershipChange> changes, Cause cause) throws InterruptedException {
    membership.join("a");
    watch.changed(changes.take());
    membership.leave("a", cause);
    watch.changed(changes.take());
  }
}
