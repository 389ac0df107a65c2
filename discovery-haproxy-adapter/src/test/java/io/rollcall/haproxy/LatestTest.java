package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.testkit.ManualMembership;
import org.junit.jupiter.api.Test;

class LatestTest {
  private final ManualMembership membership = ManualMembership.start();
  private final Latest latest = new Latest(membership);

  @Test
  void shouldKeepAGoodbyeThatCameWhileTheOneBeforeWasActedUpon() throws Exception {
    try (var changes = membership.changes().queue()) {
      leave(changes, Cause.GOODBYE);
      Outlook first = latest.now();
      leave(changes, Cause.GOODBYE);
      latest.forget(first);

      assertThat(latest.now().goodbyes()).containsExactly("a");
      latest.forget(latest.now());
      assertThat(latest.now().goodbyes()).isEmpty();
    }
  }

  @Test
  void shouldForgetAGoodbyeWhenTheMemberIsLostLater() throws Exception {
    try (var changes = membership.changes().queue()) {
      leave(changes, Cause.GOODBYE);
      leave(changes, Cause.LOST);

      assertThat(latest.now().goodbyes()).isEmpty();
    }
  }

  private void leave(FeedQueue<MembershipChange> changes, Cause cause) throws InterruptedException {
    membership.join("a");
    latest.changed(changes.take());
    membership.leave("a", cause);
    latest.changed(changes.take());
  }
}
