package io.rollcall.discovery.zmtp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.StillPlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandshakeRateLimiterTest {
  private static final int IN_A_TURN = 10;

  private final StillPlatform platform = new StillPlatform();
  private long stepNanos = HandshakeRateLimiter.TURN / IN_A_TURN;
  private final Engine engine = Engine.invoked("paced", platform);
  private final HandshakeRateLimiter limiter = new HandshakeRateLimiter(engine);
  private final List<Integer> proceeded = new ArrayList<>();

  @AfterEach
  void end() {
    engine.release();
    engine.invoke();
  }

  /** One whose step takes a tenth of what a turn has for all. */
  private Step ask(int number) {
    return ask("10.0.0.1", number);
  }

  private Step ask(String host, int number) {
    Step connection =
        new Step(
            host,
            () -> {
              proceeded.add(number);
              platform.now += stepNanos;
            });
    if (limiter.mayProceed(connection)) {
      connection.proceed();
    }
    return connection;
  }

  /** A step, and where it comes from. */
  private record Step(String host, Runnable taken) implements HandshakeRateLimiter.Waiting {
    @Override
    public void proceed() {
      taken.run();
    }
  }

  /** One turn of the loop. */
  private void turn() {
    // What is due must not wait for what is to come.
    engine.execute(() -> {});
    engine.invoke();
  }

  /** Lets time pass, a millisecond a turn. */
  private void pass(Duration time) {
    long until = platform.now + time.toNanos();
    while (platform.now < until) {
      platform.now += 1_000_000;
      turn();
    }
  }

  @Test
  void shouldLetFewGoOnInATurnAndTheOthersInTheirOrder() {
    for (int i = 0; i < 100; i++) {
      ask(i);
    }
    for (int turn = 1; turn <= 10; turn++) {
      assertThat(proceeded).hasSize(turn * IN_A_TURN);
      turn();
    }
    assertThat(proceeded).hasSize(100).isSorted();
  }

  @Test
  void shouldLetNoMoreGoOnThanItsRate() {
    stepNanos = 0;
    int all = HandshakeRateLimiter.STEPS_AT_ONCE + HandshakeRateLimiter.STEPS_PER_SECOND;
    for (int i = 0; i < all; i++) {
      ask(i);
    }
    pass(Duration.ofMillis(500));

    int most = HandshakeRateLimiter.STEPS_AT_ONCE + HandshakeRateLimiter.STEPS_PER_SECOND / 2;
    assertThat(proceeded).hasSizeBetween(most - 10, most).isSorted();

    pass(Duration.ofSeconds(1));
    assertThat(proceeded).hasSize(all).isSorted();
  }

  @Test
  void shouldLetOneGoOnAtOnceInEachTurn() {
    for (int i = 0; i < 100; i++) {
      ask(i);
      assertThat(proceeded).hasSize(i + 1);
      turn();
    }
  }

  /** As in a fresh JVM, whose code is slow. */
  @Test
  void shouldLetOneGoOnInATurnHoweverLongItTakes() {
    stepNanos = 10 * HandshakeRateLimiter.TURN;
    for (int i = 0; i < 5; i++) {
      ask(i);
    }
    for (int turn = 1; turn <= 5; turn++) {
      assertThat(proceeded).hasSize(turn);
      turn();
    }
  }

  @Test
  void shouldLetNobodyPassWhoeverWaits() {
    for (int i = 0; i <= IN_A_TURN; i++) {
      ask(i);
    }
    ask(1_000);
    assertThat(proceeded).hasSize(IN_A_TURN);

    turn();
    assertThat(proceeded).endsWith(IN_A_TURN, 1_000);
  }

  /** Else who begins handshakes as fast as it can would keep out all others. */
  @Test
  void shouldLetAddressesTakeTurns() {
    for (int i = 0; i < 1_000; i++) {
      ask("10.0.0." + (1 + i % 6), i);
    }
    ask("10.0.0.7", -1);
    ask("10.0.0.7", -2);

    turn();
    assertThat(proceeded).hasSize(2 * IN_A_TURN).contains(-1).doesNotContain(-2);
    turn();
    assertThat(proceeded).contains(-2);
  }

  @Test
  void shouldForgetWhoIsGone() {
    List<Step> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(ask(i));
    }
    all.forEach(limiter::forget);
    pass(Duration.ofSeconds(1));
    assertThat(proceeded).hasSize(IN_A_TURN);
  }

  @Test
  void shouldForgetWhoDoesNotWait() {
    Step first = ask(1);
    limiter.forget(first);
    limiter.forget(first);
    assertThat(proceeded).containsExactly(1);
  }

  @Test
  void shouldGoOnWhereOneFails() {
    for (int i = 0; i < IN_A_TURN; i++) {
      ask(i);
    }
    limiter.mayProceed(
        new Step(
            "10.0.0.1",
            () -> {
              throw new IllegalStateException("one fails on purpose");
            }));
    ask(1_000);

    pass(Duration.ofMillis(100));

    assertThat(proceeded).endsWith(1_000);
  }
}
