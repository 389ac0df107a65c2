package io.rollcall.discovery.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Subscriber;
import io.rollcall.processes.OwnLoopback;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The first connection to an endpoint hangs or is spoiled, and every later one leads to a real
 * server. JeroMQ's own socket never connects again after some of these.
 */
class SecondSocketTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ANY = OwnLoopback.ANY;
  private static final Options OPTIONS =
      Options.local().withMisses(25).withSettleTime(Duration.ofMillis(500));

  /** What a caller meets, which has a socket of this type. */
  private static final Map<String, BiConsumer<RawPeer, String>> FIRST =
      Map.of(
          "silence", (caller, type) -> {},
          "half a greeting", (caller, type) -> caller.send(Arrays.copyOf(Zmtp.greeting(), 30)),
          "another mechanism", (caller, type) -> caller.send(Zmtp.greeting(3, "PLAIN")),
          "no ZMTP", (caller, type) -> caller.send(Zmtp.ascii("HTTP/1.1 400 Bad Request\r\n\r\n")),
          "a handshake and then silence", RawPeer::shake,
          "a handshake and then a length that lies",
              (caller, type) -> caller.shake(type).send(Zmtp.claim(Zmtp.LARGE, Long.MAX_VALUE)));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "silence",
        "half a greeting",
        "another mechanism",
        "no ZMTP",
        "a handshake and then silence",
        "a handshake and then a length that lies"
      })
  void shouldBringClientAndSubscriberToTheServer(String first) throws Exception {
    try (Server server = Server.start(ANY, ANY, OPTIONS);
        RawServer toServer = spoiltOnce(first, "ROUTER", server.urlServer());
        RawServer toPubSub = spoiltOnce(first, "XPUB", server.urlPubSub());
        Client client = Client.start(toServer.url(), "client");
        Subscriber subscriber = Subscriber.start(toPubSub.url(), OPTIONS)) {
      assertThat(client.awaitJoined(PATIENCE)).isTrue();
      assertThat(subscriber.awaitLive(PATIENCE)).isTrue();
      await().atMost(PATIENCE).until(() -> subscriber.roster().find("client").isPresent());
    }
  }

  private static RawServer spoiltOnce(String how, String type, String url) {
    AtomicInteger callers = new AtomicInteger();
    return RawServer.start(
        caller -> {
          if (callers.getAndIncrement() == 0) {
            FIRST.get(how).accept(caller, type);
          } else {
            caller.relay(url);
          }
        });
  }
}
