package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.State;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Guarantee 10 holds for any executor: no reader's code runs on the thread that publishes. */
@Timeout(60)
class OffLoopExecutorTest {
  private final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();

  @Test
  void shouldNotCallAReaderOnTheThreadThatPublishes() throws InterruptedException {
    LiveMembership membership = membership(Runnable::run);
    membership.states().subscribe(state -> threads.add(Thread.currentThread()));
    membership.publish(State.LIVE);

    assertThat(threads.poll(30, TimeUnit.SECONDS)).isNotNull().isNotSameAs(Thread.currentThread());
  }

  @Test
  void shouldLeaveATaskToAnExecutorThatRunsItLater() {
    Deque<Runnable> tasks = new ArrayDeque<>();
    LiveMembership membership = membership(tasks::add);
    membership.states().subscribe(state -> threads.add(Thread.currentThread()));

    tasks.remove().run();

    assertThat(threads).containsExactlyElementsOf(List.of(Thread.currentThread()));
  }

  private static LiveMembership membership(Executor executor) {
    return LiveMembership.onLoop(Options.defaults().withExecutor(executor));
  }
}
