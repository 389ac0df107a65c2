package io.rollcall.discovery.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class UninterruptiblyTest {
  @Test
  void shouldBeginAnewAfterAnInterruptAndKeepTheFlag() {
    CountDownLatch open = new CountDownLatch(1);
    int[] begun = {0};
    Thread.currentThread().interrupt();

    boolean done =
        Uninterruptibly.await(
            () -> {
              if (begun[0]++ == 1) {
                open.countDown();
              }
              open.await();
              return true;
            });

    assertThat(Thread.interrupted()).isTrue();
    assertThat(done).isTrue();
    assertThat(begun[0]).isEqualTo(2);
  }

  @Test
  void shouldKeepTheFlagWhenTheWaitFails() {
    boolean[] again = {false};

    assertThatThrownBy(
            () ->
                Uninterruptibly.await(
                    () -> {
                      if (!again[0]) {
                        again[0] = true;
                        throw new InterruptedException();
                      }
                      throw new IOException("failed");
                    }))
        .isInstanceOf(IOException.class);

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void shouldLeaveTheFlagAloneWithoutAnInterrupt() {
    Thread ended = new Thread(() -> {});
    ended.start();

    Uninterruptibly.join(ended);

    assertThat(ended.isAlive()).isFalse();
    assertThat(Thread.interrupted()).isFalse();
  }
}
