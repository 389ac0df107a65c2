package io.rollcall.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Options;
import java.io.BufferedReader;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A process with a daemon is told to end by SIGTERM. */
class ShutdownTest {
  private static final int PATIENCE_SECONDS = 30;

  @Test
  void shouldCloseIfTheOptionsAskForIt() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ShutdownTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = child.inputReader()) {
      assertThat(out.readLine()).isEqualTo("ready");
      // Not by Process.destroy: that closes its output, too.
      child.toHandle().destroy();

      assertThat(out.readLine()).isEqualTo("closed");
      assertThat(child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      child.destroyForcibly();
    }
  }

  /** Whichever is first, nothing holds the daemon afterwards. */
  @Test
  void shouldNotBeHeldIfItIsClosedWhileItStarts() throws Exception {
    List<WeakReference<Daemon>> closed = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      closed.add(closedWhileItStarts());
    }

    Awaitility.await()
        .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(closed).allMatch(each -> each.get() == null);
            });
  }

  private static WeakReference<Daemon> closedWhileItStarts() throws Exception {
    Daemon daemon = manager();
    CyclicBarrier together = new CyclicBarrier(2);
    Thread closer =
        new Thread(
            () -> {
              pass(together);
              daemon.close();
            });
    closer.start();
    pass(together);
    try {
      daemon.start();
    } catch (IllegalStateException closedBefore) {
      assertThat(closedBefore).hasMessage("it was closed");
    }
    closer.join();
    return new WeakReference<>(daemon);
  }

  private static void pass(CyclicBarrier barrier) {
    try {
      barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static Daemon manager() {
    return Daemon.builder()
        .manager()
        .host("127.0.0.1")
        .port(0)
        .options(Options.defaults().withCloseOnShutdown(true))
        .build();
  }

  /** The child: a manager that says when it is closed, for which the JVM's end waits. */
  public static void main(String[] args) throws InterruptedException {
    CountDownLatch said = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(said)));
    Daemon daemon = manager();
    daemon.start();
    System.out.println("ready");
    daemon.await();
    System.out.println("closed");
    said.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }
}
