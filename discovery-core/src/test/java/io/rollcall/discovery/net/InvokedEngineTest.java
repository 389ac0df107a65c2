package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvokedEngineTest {
  private final StillPlatform platform = new StillPlatform();
  private final Engine engine = Engine.invoked("invoked", platform);

  @AfterEach
  void end() {
    engine.release();
    engine.invoke();
  }

  @Test
  void shouldTakeATurnOnlyWhenItIsInvoked() {
    List<Thread> ran = new ArrayList<>();
    engine.execute(() -> ran.add(Thread.currentThread()));
    assertThat(ran).isEmpty();

    engine.invoke();

    assertThat(ran).containsExactly(Thread.currentThread());
    assertThat(engine.onThread()).isTrue();
  }

  @Test
  void shouldRunATimerByTheClockThatItWasGiven() {
    List<Long> ran = new ArrayList<>();
    engine.after(1_000_000, () -> ran.add(engine.now()));
    platform.now = 999_999;
    turn();
    assertThat(ran).isEmpty();

    platform.now = 1_000_000;
    turn();

    assertThat(ran).containsExactly(1_000_000L);
  }

  @Test
  void shouldCarryConnectionsAndCloseThemInTheTurnAfterItsRelease() {
    Recorder served = new Recorder();
    Recorder dialled = new Recorder();
    SocketLimits limits = SocketLimits.defaults();
    Listener listener =
        engine.listen(Endpoint.toBind("tcp://127.0.0.1:0").get(0), () -> served, limits);
    Backoff backoff = Backoff.every(Duration.ofMillis(100), new Random(1));
    engine.dial(listener.endpoint(), () -> dialled, limits, backoff);
    while (served.events.isEmpty() || dialled.events.isEmpty()) {
      engine.invoke();
    }

    engine.release();
    engine.invoke();

    assertThat(served.events).hasSize(2).last().asString().startsWith("closed: ");
    assertThat(dialled.events).hasSize(2).last().asString().startsWith("closed: ");
  }

  @Test
  void shouldTellOfWhatFailsAndGoOn() {
    IllegalStateException thrown = new IllegalStateException("on purpose");
    engine.execute(
        () -> {
          throw thrown;
        });
    turn();
    turn();

    assertThat(platform.failures).containsExactly(thrown);
  }

  @Test
  void shouldLeaveItsTurnsToAThreadThatItHas() {
    Engine threaded = Engine.start("threaded");
    assertThatThrownBy(threaded::invoke)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("engine 'threaded' has a thread of its own");
    threaded.release();
  }

  /** One that does not wait for anything. */
  private void turn() {
    engine.execute(() -> {});
    engine.invoke();
  }
}
