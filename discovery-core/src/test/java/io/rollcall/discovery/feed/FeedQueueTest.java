package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.MembershipChange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A queue whose feed goes on. */
class FeedQueueTest {
  private final RosterHarness harness = new RosterHarness();
  private final ChangeFeed feed = new ChangeFeed(10, new ByHand());
  private final FeedQueue<MembershipChange> queue = feed.queue();

  @Test
  void shouldLetNothingBePutIn() {
    MembershipChange change = harness.join("a");

    assertUnsupported(() -> queue.put(change));
    assertUnsupported(() -> queue.offer(change));
    assertUnsupported(() -> queue.offer(change, 1, TimeUnit.NANOSECONDS));
    assertUnsupported(() -> queue.add(change));
    assertUnsupported(() -> queue.addAll(List.of(change)));
    assertUnsupported(() -> queue.addAll(List.of()));
    assertThat(queue).isEmpty();
    assertThat(queue.remainingCapacity()).isZero();
  }

  @Test
  void shouldDeliverInOrder() throws InterruptedException {
    List<MembershipChange> changes = publishThree();

    assertThat(queue.peek()).isSameAs(changes.get(0));
    assertThat(queue.element()).isSameAs(changes.get(0));
    assertThat(queue.take()).isSameAs(changes.get(0));
    assertThat(queue.poll()).isSameAs(changes.get(1));
    assertThat(queue.poll(1, TimeUnit.DAYS)).isSameAs(changes.get(2));
  }

  @Test
  void shouldHaveNothingBeforeSomethingIsPublished() throws InterruptedException {
    assertThat(queue.ended()).isFalse();
    assertThat(queue.peek()).isNull();
    assertThat(queue.poll()).isNull();
    assertThat(queue.poll(0, TimeUnit.DAYS)).isNull();
    assertThat(queue.poll(-1, TimeUnit.DAYS)).isNull();
    assertThat(queue.poll(1, TimeUnit.MILLISECONDS)).isNull();
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(queue::remove);
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(queue::element);
  }

  @Test
  void shouldShowWhatIsQueuedWithoutTakingIt() {
    List<MembershipChange> changes = publishThree();

    assertThat(queue.size()).isEqualTo(3);
    assertThat(queue.isEmpty()).isFalse();
    assertThat(queue.contains(changes.get(1))).isTrue();
    assertThat(queue.toArray()).containsExactlyElementsOf(changes);
    assertThat(queue.stream().toList()).isEqualTo(changes);
    assertThat(queue).hasToString(changes.toString()).hasSize(3);
  }

  @Test
  void shouldIterateOverWhatWasQueuedWhenItBegan() {
    List<MembershipChange> changes = publishThree();

    Iterator<MembershipChange> iterator = queue.iterator();
    var stream = queue.stream();
    queue.clear();

    assertThat(iterator).toIterable().containsExactlyElementsOf(changes);
    assertThat(stream.toList()).isEqualTo(changes);
    assertUnsupported(() -> iterator.remove());
  }

  @Test
  void shouldDropWhatIsClearedAndGoOn() {
    publishThree();

    queue.clear();

    assertThat(queue.poll()).isNull();
    MembershipChange next = harness.join("d");
    feed.publish(next);
    assertThat(queue.poll()).isSameAs(next);
  }

  @Test
  void shouldDrainAllOrSoMany() {
    List<MembershipChange> changes = publishThree();
    List<MembershipChange> drained = new ArrayList<>();

    assertThat(queue.drainTo(drained, 0)).isZero();
    assertThat(queue.drainTo(drained, -1)).isZero();
    assertThat(queue.drainTo(drained, 2)).isEqualTo(2);
    assertThat(drained).isEqualTo(changes.subList(0, 2));
    assertThat(queue.drainTo(drained)).isEqualTo(1);
    assertThat(drained).isEqualTo(changes);
    assertThat(queue.drainTo(drained)).isZero();
  }

  @Test
  void shouldNotDrainToItselfOrToNull() {
    publishThree();

    assertThatIllegalArgumentException().isThrownBy(() -> queue.drainTo(queue));
    assertThatIllegalArgumentException().isThrownBy(() -> queue.drainTo(queue, 1));
    assertThatNullPointerException().isThrownBy(() -> queue.drainTo(null));
    assertThatNullPointerException().isThrownBy(() -> queue.drainTo(null, 0));
    assertThat(queue).hasSize(3);
  }

  private List<MembershipChange> publishThree() {
    List<MembershipChange> changes =
        List.of(harness.join("a"), harness.join("b"), harness.join("c"));
    changes.forEach(feed::publish);
    return changes;
  }

  private static void assertUnsupported(ThrowingCallable call) {
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(call);
  }
}
