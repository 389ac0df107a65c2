package io.rollcall.jeromq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Keys;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.agent.Transport.BoundAgent;
import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.agent.Transport.ConnectedAgent;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.processes.OwnLoopback;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With CURVE JeroMQ hands over what waited at a full queue as it came, sealed (issue 1009): so no
 * queue of a secured socket is ever full.
 */
class SealedQueueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ANY = OwnLoopback.ANY;

  /** More than ZeroMQ's queues of 1,000 take, and fewer than one may say at once. */
  private static final int MANY = 1_800;

  private static final int QUEUED = 1_000;
  private static final int AT_ONCE = 100;
  private static final long PORTION_PAUSE = 20_000_000;

  @TempDir Path folder;

  @Test
  void shouldReadInPlainWhatWaitedForALongTime() throws Exception {
    Keys.create(folder, "server");
    Options options =
        Options.defaults()
            .withSecurity(
                Security.curve(folder.resolve("server.key_secret"), folder.resolve("server.key")));
    JeroMqTransport transport = new JeroMqTransport(options);
    Ears server = new Ears();
    AtomicReference<Mouth> mouth = new AtomicReference<>();
    try (BoundAgent bound = transport.server(ANY, ANY, port -> server).running();
        ConnectedAgent client =
            transport
                .client(
                    bound.urlServer(),
                    port -> {
                      mouth.set(new Mouth(port));
                      return mouth.get();
                    })
                .running()) {
      await()
          .atMost(PATIENCE)
          .until(() -> !server.heard.isEmpty() && mouth.get().said.get() == MANY);
      server.deaf.countDown();
      // What its own queue had no room for is lost, but more than a full one must have come.
      await().atMost(PATIENCE).until(() -> server.heard.size() > QUEUED + AT_ONCE);
    }
    assertThat(server.heard).allMatch(word -> word.startsWith("word "));
  }

  /** Hears one word, and the others when it may. */
  private static final class Ears extends RecordingAgent {
    final Queue<String> heard = new ConcurrentLinkedQueue<>();
    final CountDownLatch deaf = new CountDownLatch(1);

    @Override
    public void heard(Peer from, byte[] frame, long now) {
      heard.add(new String(frame, StandardCharsets.UTF_8));
      try {
        deaf.await();
      } catch (InterruptedException over) {
        throw new AssertionError(over);
      }
    }
  }

  /** Says much, one portion after the other. */
  private static final class Mouth extends RecordingAgent {
    private final ClientPort port;
    private final Queue<Peer> server = new ConcurrentLinkedQueue<>();
    final AtomicInteger said = new AtomicInteger();
    private long next = Long.MAX_VALUE;

    Mouth(ClientPort port) {
      this.port = port;
    }

    @Override
    public void connected(Peer to, long now) {
      server.clear();
      server.add(to);
      // On a busy machine a connection may be made anew, and what was said on the old one is lost.
      said.set(0);
      next = now;
    }

    @Override
    public void tick(long now) {
      for (int i = 0; i < AT_ONCE; i++) {
        port.send(server.element(), ("word " + i).getBytes(StandardCharsets.UTF_8));
      }
      next = said.addAndGet(AT_ONCE) < MANY ? now + PORTION_PAUSE : Long.MAX_VALUE;
    }

    @Override
    public long due() {
      return next;
    }
  }
}
