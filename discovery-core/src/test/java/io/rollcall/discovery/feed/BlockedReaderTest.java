package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.FeedSubscription;
import io.rollcall.discovery.Options;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A reader that blocks hurts only itself (guarantee 10). */
class BlockedReaderTest {
  private final StateFeed<String> feed = new StateFeed<>("letters", Options.defaults().executor());

  @Test
  void shouldDelayNeitherWhoPublishesNorOtherReaders() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    List<String> blocked = new CopyOnWriteArrayList<>();
    BlockingQueue<String> others = new LinkedBlockingQueue<>();
    FeedQueue<String> queue = feed.queue();
    FeedSubscription first =
        feed.subscribe(
            letter -> {
              blocked.add(letter);
              entered.countDown();
              awaitRelease(release);
            });
    FeedSubscription second = feed.subscribe(others::add);
    feed.publish("a");
    assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(others.poll(10, TimeUnit.SECONDS)).isEqualTo("a");

    for (String letter : List.of("b", "c", "d")) {
      feed.publish(letter);
      assertThat(others.poll(10, TimeUnit.SECONDS)).isEqualTo(letter);
      assertThat(queue.poll()).isEqualTo(letter);
    }

    assertThat(blocked).containsExactly("a");
    release.countDown();
    await().untilAsserted(() -> assertThat(blocked).containsExactly("a", "d"));
    first.close();
    second.close();
  }

  @Test
  void shouldNotDelayTheCloseOfItsSubscription() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch left = new CountDownLatch(1);
    FeedSubscription subscription =
        feed.subscribe(
            letter -> {
              entered.countDown();
              awaitRelease(release);
              left.countDown();
            });
    feed.publish("a");
    assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

    subscription.close();
    feed.publish("b");
    feed.end();

    assertThat(left.getCount()).isEqualTo(1);
    release.countDown();
    assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private static void awaitRelease(CountDownLatch release) {
    try {
      assertThat(release.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
