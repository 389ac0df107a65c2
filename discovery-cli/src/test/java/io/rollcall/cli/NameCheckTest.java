package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.Explanations;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NameCheckTest {
  private static final Duration PATIENCE = Duration.ofSeconds(Program.PATIENCE_SECONDS);

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  private NameCheck check(NameCheck.Question question) {
    return new NameCheck("web1", question, Duration.ofMillis(50), told::add);
  }

  /** The one that joined first is not told by its server, and has no reason to ask. */
  @Test
  void shouldTellTheFirstOfASecondThatComesLater() throws InterruptedException {
    try (Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0", Pace.BRISK);
        Client first = Client.start(server.urlServer(), "web1");
        NameCheck check =
            check(
                () -> Explanations.ask(server.urlServer(), "web1", PATIENCE, Options.defaults()))) {
      assertThat(first.awaitJoined(PATIENCE)).isTrue();
      check.start();
      try (Client second = Client.start(server.urlServer(), "web1")) {
        assertThat(second.awaitJoined(PATIENCE)).isTrue();

        assertThat(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
            .isEqualTo(
                "'web1' is borne by 2 processes at '"
                    + server.urlServer()
                    + "'; give each a name of its own");
      }
    }
  }

  @Test
  void shouldAskAgainAfterAFailure() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(3);
    try (NameCheck check =
        check(
            () -> {
              asked.countDown();
              throw new IllegalStateException("the sockets have failed");
            })) {
      check.start();

      assertThat(asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void shouldEndAQuestionThatIsUnderWay() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (NameCheck check =
        check(
            () -> {
              asked.countDown();
              try {
                new CountDownLatch(1).await();
              } finally {
                ended.countDown();
              }
              throw new IllegalStateException("never");
            })) {
      check.start();
      assertThat(asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    assertThat(ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }
}
