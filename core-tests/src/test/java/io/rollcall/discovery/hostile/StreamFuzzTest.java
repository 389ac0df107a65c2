package io.rollcall.discovery.hostile;

import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Subscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Mutated streams of ZMTP on a server with members, and from a hostile server on a client and a
 * subscriber. What they say may be a message; so strangers may join, but no member leaves.
 */
class StreamFuzzTest {
  /** Some ten seconds of a quiet machine. */
  private static final int SEEDS = 13;

  private static final int STREAMS_PER_SEED = 320;
  private static final int VICTIMS_PER_SEED = 8;

  private static final List<byte[]> GOLDEN = Corpus.golden();
  private static final ExecutorService victims = Executors.newFixedThreadPool(VICTIMS_PER_SEED);
  private static Crowd crowd;

  @BeforeAll
  static void gather() {
    crowd = new Crowd();
  }

  @AfterAll
  static void disperse() {
    victims.shutdown();
    crowd.close();
  }

  @Test
  void shouldWithstandMutatedStreams() {
    Tries.run("streams", SEEDS, StreamFuzzTest::tryOnAll);
  }

  @Test
  @Tag("long")
  void shouldWithstandThemForAMinute() {
    Tries.runLong("streams", SEEDS, StreamFuzzTest::tryOnAll);
  }

  private static void tryOnAll(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < STREAMS_PER_SEED; i++) {
      boolean toRouter = random.nextBoolean();
      try (RawPeer peer =
          RawPeer.connect(toRouter ? crowd.server.urlServer() : crowd.server.urlPubSub())) {
        peer.send(stream(toRouter ? "DEALER" : "SUB", random));
      }
    }
    List<byte[]> toClients = streams("ROUTER", random);
    List<byte[]> toSubscribers = streams("XPUB", random);
    // Side by side: a client takes half a second to say goodbye to one that does not answer.
    IntStream.range(0, VICTIMS_PER_SEED)
        .mapToObj(
            i ->
                CompletableFuture.runAsync(
                    () -> tryOnVictims(toClients.get(i), toSubscribers.get(i)), victims))
        .toList()
        .forEach(CompletableFuture::join);
    crowd.assertWholeBesideStrangers();
  }

  private static void tryOnVictims(byte[] toClient, byte[] toSubscriber) {
    try (RawServer router = RawServer.start(caller -> caller.send(toClient));
        RawServer xpub = RawServer.start(caller -> caller.send(toSubscriber));
        Client client = Client.start(router.url(), Member.named("victim"), Options.defaults());
        Subscriber subscriber = Subscriber.start(xpub.url())) {
      await()
          .atMost(Crowd.PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> router.played() > 0 && xpub.played() > 0);
    }
  }

  private static List<byte[]> streams(String socketType, Random random) {
    return Stream.generate(() -> stream(socketType, random)).limit(VICTIMS_PER_SEED).toList();
  }

  /** A greeting, READY and a few messages; one or two of them are mutated, or all as one. */
  private static byte[] stream(String socketType, Random random) {
    List<byte[]> parts = new ArrayList<>(List.of(Zmtp.greeting(), Zmtp.ready(socketType)));
    for (int i = random.nextInt(6); i >= 0; i--) {
      byte[] frame = GOLDEN.get(random.nextInt(GOLDEN.size()));
      byte[] body = random.nextBoolean() ? frame : Corpus.mutated(frame, random);
      parts.add(Zmtp.frame(random.nextInt(4) == 0 ? random.nextInt(256) & ~2 : 0, body));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(parts.size());
      parts.set(at, Corpus.mutated(parts.get(at), random));
    }
    return Zmtp.join(parts.toArray(byte[][]::new));
  }
}
