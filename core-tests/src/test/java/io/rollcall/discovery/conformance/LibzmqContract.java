package io.rollcall.discovery.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.Transport.BoundAgent;
import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.agent.Transport.ConnectedAgent;
import io.rollcall.discovery.agent.Transport.ServerPort;
import io.rollcall.discovery.agent.Transport.SubscriberPort;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.zmtp.transport.ZmtpTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The transport on the engine, with libzmq at the far end, which asks for signs of life. */
abstract class LibzmqContract {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ANY = "tcp://127.0.0.1:0";
  private static final Peer FIRST = new Peer(0);

  private final ZmtpTransport transport;
  private final String[] peerKeys;
  private final TestAgent agent = new TestAgent();
  private final AtomicReference<ServerPort> server = new AtomicReference<>();
  private final AtomicReference<ClientPort> client = new AtomicReference<>();
  private final AtomicReference<SubscriberPort> subscriber = new AtomicReference<>();

  /** With these options, and with these keys of libzmq's side, if any. */
  LibzmqContract(Options options, String... peerKeys) {
    this.transport = new ZmtpTransport(options);
    this.peerKeys = peerKeys;
  }

  /** The events that the transport reported, in order. */
  final List<String> told() {
    return agent.told;
  }

  /** A peer of libzmq. */
  private LibzmqPeer peer(String... arguments) throws IOException {
    return peerWith(peerKeys, arguments);
  }

  static LibzmqPeer peerWith(String[] keys, String... arguments) throws IOException {
    return new LibzmqPeer(
        Stream.concat(Arrays.stream(keys), Arrays.stream(arguments)).toArray(String[]::new));
  }

  final BoundAgent server() {
    return transport
        .server(
            ANY,
            ANY,
            port -> {
              server.set(port);
              return agent;
            })
        .running();
  }

  final ConnectedAgent client(LibzmqPeer router) {
    return transport
        .client(
            router.endpoint(),
            port -> {
              client.set(port);
              return agent;
            })
        .running();
  }

  final void awaitTold(String... what) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(agent.told).containsSubsequence(what));
  }

  @Test
  void shouldServeADealer() throws Exception {
    try (BoundAgent open = server();
        LibzmqPeer dealer = peer("dealer", "connect", open.urlServer())) {
      for (int i = 0; i < 3; i++) {
        String text = "message " + i;
        dealer.say(text);
        awaitTold("heard " + text);
        Peer peer = agent.from.get(text);
        open.execute(now -> server.get().send(peer, ("answer to " + text).getBytes(UTF_8)));
        dealer.awaitLine("heard answer to " + text);
      }
      dealer.close();
      awaitTold("lost " + agent.from.get("message 0").number());
    }
  }

  @Test
  void shouldPublishToASub() throws Exception {
    try (BoundAgent open = server();
        LibzmqPeer sub = peer("sub", "connect", open.urlPubSub(), "news")) {
      awaitTold("subscribed news");
      open.execute(
          now -> {
            server.get().publish("other".getBytes(UTF_8));
            server.get().publish("news of today".getBytes(UTF_8));
          });
      sub.awaitLine("heard news of today");
      assertThat(sub.lines).doesNotContain("heard other");
    }
  }

  @Test
  void shouldBeServedByARouter() throws Exception {
    try (LibzmqPeer router = peer("router", "bind", "tcp://127.0.0.1:*");
        ConnectedAgent open = client(router)) {
      awaitTold("connected 0");
      open.execute(now -> client.get().send(FIRST, "hello".getBytes(UTF_8)));
      router.awaitLine("heard hello");
      router.say("welcome");
      awaitTold("heard welcome");
      router.close();
      awaitTold("lost 0");
    }
  }

  @Test
  void shouldHearAnXpub() throws Exception {
    try (LibzmqPeer xpub = peer("xpub", "bind", "tcp://127.0.0.1:*");
        ConnectedAgent open =
            transport
                .subscriber(
                    xpub.endpoint(),
                    port -> {
                      subscriber.set(port);
                      return agent;
                    })
                .running()) {
      open.execute(now -> subscriber.get().subscribe(FIRST, "news".getBytes(UTF_8)));
      xpub.awaitLine("subscribed news");
      xpub.say("other");
      xpub.say("news of today");
      awaitTold("heard news of today");
      assertThat(agent.told).doesNotContain("heard other");
      open.execute(now -> subscriber.get().unsubscribe(FIRST, "news".getBytes(UTF_8)));
      xpub.awaitLine("cancelled news");
    }
  }
}
