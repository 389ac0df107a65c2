package io.rollcall.groupcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

  static Stream<Arguments> failures() {
    InterruptedException interrupted = new InterruptedException();
    IllegalStateException plain = new IllegalStateException("no row");
    return Stream.of(
        Arguments.of(new RuntimeException(new IOException(interrupted)), false, true),
        Arguments.of(new RuntimeException(new ClosedByInterruptException()), false, true),
        Arguments.of(new RuntimeException(new InterruptedIOException()), false, true),
        Arguments.of(plain, true, true),
        Arguments.of(plain, false, false),
        Arguments.of(new RuntimeException(new SocketTimeoutException()), false, false));
  }

  /** However deep the cause stands; and a loader may say it by the thread's flag alone. */
  @ParameterizedTest
  @MethodSource("failures")
  void shouldTellAnInterruptionFromAFailure(Throwable failure, boolean flag, boolean retried)
      throws Exception {
    CountDownLatch underway = new CountDownLatch(1);
    Thread one =
        new Thread(
            () -> {
              try {
                flights.run("key", failing(underway, failure, flag));
              } catch (LoadException failed) {
                // As it should.
              }
            });
    one.start();
    underway.await();
    AtomicReference<Object> seen = new AtomicReference<>();
    Waiting second = new Waiting();
    Thread two =
        new Thread(
            () -> {
              try {
                seen.set(flights.run("key", second));
              } catch (LoadException same) {
                seen.set(same);
              }
            });
    two.start();
    await().until(() -> two.getState() == Thread.State.WAITING);
    landing.countDown();
    one.join();
    two.join();
    if (retried) {
      assertThat(seen.get()).isSameAs(VALUE);
    } else {
      assertThat(seen.get()).isInstanceOf(LoadException.class);
    }
  }

  private SingleFlight.Flight failing(CountDownLatch underway, Throwable failure, boolean flag) {
    return new SingleFlight.Flight() {
      @Override
      public ByteView run() {
        underway.countDown();
        try {
          landing.await();
        } catch (InterruptedException interrupted) {
          throw new AssertionError(interrupted);
        }
        if (flag) {
          Thread.currentThread().interrupt();
        }
        throw new LoadException("the key can't be loaded", failure);
      }

      @Override
      public void keep(ByteView brought) {
        kept.add(brought);
      }
    };
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
