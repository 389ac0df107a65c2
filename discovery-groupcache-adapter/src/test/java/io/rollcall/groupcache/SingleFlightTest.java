package io.rollcall.groupcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
  private static final ByteView VALUE = ByteView.of("value");

  private final SingleFlight flights = new SingleFlight();
  private final CountDownLatch landing = new CountDownLatch(1);
  private final List<ByteView> kept = new ArrayList<>();

  /** Is under way until it may land. */
  private final class Waiting implements SingleFlight.Flight {
    final CountDownLatch underway = new CountDownLatch(1);

    @Override
    public ByteView run() {
      underway.countDown();
      try {
        landing.await();
      } catch (InterruptedException interrupted) {
        throw new LoadException("interrupted", interrupted);
      }
      return VALUE;
    }

    @Override
    public void keep(ByteView brought) {
      kept.add(brought);
    }
  }

  @Test
  void shouldGiveAllWhoAskWhatOneBrings() throws Exception {
    Waiting first = new Waiting();
    var one = CompletableFuture.supplyAsync(() -> flights.run("key", first));
    first.underway.await();
    Waiting second = new Waiting();
    AtomicReference<ByteView> seen = new AtomicReference<>();
    Thread other = new Thread(() -> seen.set(flights.run("key", second)));
    other.start();
    await().until(() -> other.getState() == Thread.State.WAITING);
    landing.countDown();
    assertThat(one.get()).isSameAs(VALUE);
    other.join();
    assertThat(seen.get()).isSameAs(VALUE);
    assertThat(second.underway.getCount()).as("did not run").isEqualTo(1);
    assertThat(kept).containsExactly(VALUE);
  }

  @Test
  void shouldNotKeepWhatWasForgottenMeanwhile() throws Exception {
    Waiting first = new Waiting();
    var one = CompletableFuture.supplyAsync(() -> flights.run("key", first));
    first.underway.await();
    flights.forget("key", kept::clear);
    Waiting second = new Waiting();
    var two = CompletableFuture.supplyAsync(() -> flights.run("key", second));
    second.underway.await();
    landing.countDown();
    assertThat(one.get()).isSameAs(VALUE);
    assertThat(two.get()).isSameAs(VALUE);
    assertThat(kept).as("the second alone").containsExactly(VALUE);
  }

  @Test
  void shouldFailForAllAndBeginAnewThen() throws Exception {
    LoadException failure = new LoadException("no such row", new IllegalStateException("row"));
    CountDownLatch underway = new CountDownLatch(1);
    var one =
        CompletableFuture.supplyAsync(
            () ->
                flights.run(
                    "key",
                    new SingleFlight.Flight() {
                      @Override
                      public ByteView run() {
                        underway.countDown();
                        try {
                          landing.await();
                        } catch (InterruptedException interrupted) {
                          throw new AssertionError(interrupted);
                        }
                        throw failure;
                      }

                      @Override
                      public void keep(ByteView brought) {
                        kept.add(brought);
                      }
                    }));
    underway.await();
    AtomicReference<Throwable> seen = new AtomicReference<>();
    Thread other =
        new Thread(
            () -> {
              try {
                flights.run("key", new Waiting());
              } catch (LoadException same) {
                seen.set(same);
              }
            });
    other.start();
    await().until(() -> other.getState() == Thread.State.WAITING);
    landing.countDown();
    other.join();
    assertThatThrownBy(one::get).hasCause(failure);
    assertThat(seen.get())
        .hasMessage("no such row")
        .hasCauseInstanceOf(IllegalStateException.class)
        .isNotSameAs(failure);
    assertThat(kept).isEmpty();
    assertThat(flights.run("key", new Waiting())).isSameAs(VALUE);
  }

  /** Else one caller's interruption would fail all the others. */
  @Test
  void shouldRunItselfWhatAnotherWasInterruptedAt() throws Exception {
    Waiting first = new Waiting();
    AtomicReference<Throwable> seen = new AtomicReference<>();
    Thread one =
        new Thread(
            () -> {
              try {
                flights.run("key", first);
              } catch (LoadException interrupted) {
                seen.set(interrupted.getCause());
              }
            });
    one.start();
    first.underway.await();
    Waiting second = new Waiting();
    AtomicReference<ByteView> brought = new AtomicReference<>();
    Thread two = new Thread(() -> brought.set(flights.run("key", second)));
    two.start();
    await().until(() -> two.getState() == Thread.State.WAITING);
    one.interrupt();
    second.underway.await();
    landing.countDown();
    one.join();
    two.join();
    assertThat(seen.get()).isInstanceOf(InterruptedException.class);
    assertThat(brought.get()).isSameAs(VALUE);
    assertThat(kept).containsExactly(VALUE);
  }

  @Test
  void shouldSayWhenALoaderAsksForItsOwnKey() {
    assertThatThrownBy(
            () ->
                flights.run(
                    "key",
                    new SingleFlight.Flight() {
                      @Override
                      public ByteView run() {
                        return flights.run("key", this);
                      }

                      @Override
                      public void keep(ByteView brought) {}
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the loader of 'key' asks for the same key");
  }

  @Test
  void shouldStayInterruptedWhenInterruptedWhileItWaits() throws Exception {
    Waiting first = new Waiting();
    var one = CompletableFuture.supplyAsync(() -> flights.run("key", first));
    first.underway.await();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> flights.run("key", first))
        .isInstanceOf(LoadException.class)
        .hasMessage("interrupted while another caller loads 'key'");
    assertThat(Thread.interrupted()).isTrue();
    landing.countDown();
    assertThat(one.get()).isSameAs(VALUE);
  }
}
