package io.rollcall.nanomsg.sp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.SocketLimits;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipe that never reads loses messages; nobody else notices, and nothing grows. */
class SlowReaderTest {
  private static final int QUEUE = 100_000;

  @TempDir Path folder;

  private final Engine engine = Engine.acquire();
  private final Log log = new Log();
  private final SpOptions options =
      SpOptions.defaults().withLimits(SocketLimits.defaults().withQueueOctets(QUEUE));

  @AfterEach
  void release() {
    engine.release();
  }

  @Test
  void shouldLosePublicationsAlone() throws IOException {
    byte[] body = new byte[10_000];
    try (Pub pub = Pub.bind(engine, "tcp://127.0.0.1:0", options, log);
        Raw good = Raw.to(pub.endpoints()).greet(0x21);
        Raw stuck = Raw.to(pub.endpoints()).greet(0x21)) {
      await().until(() -> log.pipes.size() == 2);
      assertThat(good.greeting()).isEqualTo(0x20);
      while (log.events.isEmpty()) {
        engine.execute(() -> pub.publish(body));
        assertThat(good.receive()).isEqualTo(body);
      }

      assertThat(log.events).containsOnly("lagging");
      assertThat(pub.counts().dropped()).isEqualTo(log.events.size());
      assertThat(queued()).isBetween(1, QUEUE);

      Set<Pipe> both = new HashSet<>(log.pipes);
      engine.execute(() -> pub.send(both, body));
      assertThat(good.receive()).isEqualTo(body);
      assertThat(engine.call(() -> List.copyOf(both))).hasSize(1);
      assertThat(stuck.greeting()).isEqualTo(0x20);
    }
  }

  @Test
  void shouldNotBeAskedASurvey() throws IOException {
    String endpoint = "ipc://" + folder.resolve("survey.ipc");
    try (Surveyor surveyor = Surveyor.bind(engine, endpoint, options, log);
        SocketChannel stuck = greeted(0x63)) {
      await().until(() -> log.pipes.size() == 1);
      while (log.dropped.isEmpty()) {
        assertThat(engine.call(() -> surveyor.ask())).isNotNegative();
      }

      assertThat(engine.call(() -> surveyor.ask(log.pipes.get(0)))).isFalse();
      assertThat(log.dropped).hasSize(2).allMatch(what -> what.contains("finds its queue full"));
      assertThat(queued()).isBetween(1, QUEUE);
      assertThat(stuck.isConnected()).isTrue();
    }
  }

  @Test
  void shouldLoseAnswers() throws IOException {
    String endpoint = "ipc://" + folder.resolve("survey.ipc");
    Answering answering = new Answering();
    try (Respondent respondent = Respondent.bind(engine, endpoint, options, answering);
        SocketChannel stuck = greeted(0x62)) {
      answering.respondent = respondent;
      await().until(() -> answering.pipes.size() == 1);
      ByteBuffer survey = new Frame(Header.of(5, Generation.CURRENT), new byte[0]).on(true);
      while (answering.dropped.isEmpty()) {
        assertThat(stuck.write(survey.duplicate())).isPositive();
      }

      assertThat(respondent.counts().dropped()).isPositive();
      assertThat(answering.dropped.get(0)).contains("finds its queue full");
    }
  }

  private SocketChannel greeted(int number) throws IOException {
    SocketChannel peer =
        SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("survey.ipc")));
    assertThat(peer.write(Handshake.octets(number))).isEqualTo(8);
    return peer;
  }

  /** How much waits for the pipe with the longest queue. */
  private int queued() {
    return engine.call(() -> log.pipes.stream().mapToInt(Pipe::queued).max().orElse(0));
  }

  /** Answers whoever asks, at length. */
  private static final class Answering extends Log {
    private volatile Respondent respondent;

    @Override
    public void asked(Question question) {
      respondent.answer(question, new byte[1000]);
    }
  }
}
