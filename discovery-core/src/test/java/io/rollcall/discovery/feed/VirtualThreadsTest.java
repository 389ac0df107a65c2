package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.spi.Changes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Ten thousand virtual threads wait at once, on as many carriers as there are cores. */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {
  private static final int READERS = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void shouldLetTenThousandWaitForOneMembership() throws Exception {
    LiveMembership membership = new LiveMembership(Options.defaults());
    FeedQueue<MembershipChange> changes = membership.changes().queue();
    CountDownLatch started = new CountDownLatch(READERS);
    List<Future<Boolean>> live = new ArrayList<>();
    List<Future<Boolean>> taken = new ArrayList<>();
    ExecutorService threads =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    try {
      for (int i = 0; i < READERS / 2; i++) {
        live.add(
            threads.submit(
                () -> {
                  started.countDown();
                  return membership.awaitLive(PATIENCE);
                }));
        taken.add(
            threads.submit(
                () -> {
                  started.countDown();
                  return changes.poll(PATIENCE) != null;
                }));
      }
      // If those who wait kept their carriers, the last would never begin.
      started.await();
      membership.publish(Changes.joiningAll(Roster.of(List.of(Member.named("a")), 1)));
      membership.publish(State.LIVE);
      for (Future<Boolean> each : live) {
        assertThat(each.get()).isTrue();
      }
      membership.end();
      int changed = 0;
      for (Future<Boolean> each : taken) {
        changed += each.get() ? 1 : 0;
      }
      assertThat(changed).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }
}
