package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.FeedClosedException;
import io.rollcall.discovery.FeedQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Readers that wait in a queue. */
class FeedQueueWaitTest {
  private final StateFeed<String> feed = new StateFeed<>("letters", new ByHand());
  private final FeedQueue<String> queue = feed.queue();

  @Test
  void shouldWakeWhoTakes() throws Exception {
    Waiter waiter = new Waiter(queue::take);

    feed.publish("a");

    assertThat(waiter.result()).isEqualTo("a");
  }

  @Test
  void shouldWakeWhoPollsForATime() throws Exception {
    Waiter waiter = new Waiter(() -> queue.poll(1, TimeUnit.DAYS));

    feed.publish("a");

    assertThat(waiter.result()).isEqualTo("a");
  }

  @Test
  void shouldShareItsItemsAmongItsReaders() throws Exception {
    Waiter first = new Waiter(queue::take);
    Waiter second = new Waiter(queue::take);

    feed.publish("a");
    await().until(() -> queue.isEmpty());
    feed.publish("b");

    assertThat(new String[] {first.result(), second.result()}).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void shouldReleaseAllWhoTakeWhenTheFeedEnds() throws Exception {
    Waiter first = new Waiter(queue::take);
    Waiter second = new Waiter(queue::take);

    feed.end();

    assertThat(first.failure()).isInstanceOf(FeedClosedException.class);
    assertThat(second.failure()).isInstanceOf(FeedClosedException.class);
  }

  @Test
  void shouldReleaseAllWhoTakeWhenItIsClosed() throws Exception {
    Waiter first = new Waiter(queue::take);
    Waiter second = new Waiter(queue::take);

    queue.close();

    assertThat(first.failure()).isInstanceOf(FeedClosedException.class);
    assertThat(second.failure()).isInstanceOf(FeedClosedException.class);
  }

  @Test
  void shouldReleaseWhoPollsForATimeWithoutAnItem() throws Exception {
    Waiter ended = new Waiter(() -> queue.poll(1, TimeUnit.DAYS));
    FeedQueue<String> other = feed.queue();
    Waiter closed = new Waiter(() -> other.poll(1, TimeUnit.DAYS));

    other.close();
    assertThat(closed.result()).isNull();
    feed.end();
    assertThat(ended.result()).isNull();
  }

  @Test
  void shouldReleaseWhoIsInterrupted() throws Exception {
    Waiter takes = new Waiter(queue::take);
    Waiter polls = new Waiter(() -> queue.poll(1, TimeUnit.DAYS));

    takes.thread.interrupt();
    polls.thread.interrupt();

    assertThat(takes.failure()).isInstanceOf(InterruptedException.class);
    assertThat(polls.failure()).isInstanceOf(InterruptedException.class);
    feed.publish("a");
    assertThat(queue.poll()).isEqualTo("a");
  }

  @Test
  void shouldNotTakeAnItemForWhoIsInterruptedAlready() {
    feed.publish("a");

    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class).isThrownBy(queue::take);
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> queue.poll(1, TimeUnit.DAYS));

    assertThat(queue.poll()).isEqualTo("a");
  }

  /** A call on a thread of its own, which waits in it by the time this is made. */
  private static final class Waiter {
    final Thread thread;
    private final FutureTask<String> task;

    Waiter(Callable<String> call) {
      task = new FutureTask<>(call);
      thread = new Thread(task, "waiter");
      thread.setDaemon(true);
      thread.start();
      await()
          .until(
              thread::getState,
              state -> state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING);
    }

    String result() throws Exception {
      return task.get(10, TimeUnit.SECONDS);
    }

    Throwable failure() throws Exception {
      try {
        throw new AssertionError("no failure but " + result());
      } catch (ExecutionException failed) {
        return failed.getCause();
      }
    }
  }
}
