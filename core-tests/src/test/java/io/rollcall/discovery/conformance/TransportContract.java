package io.rollcall.discovery.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.agent.Transport;
import io.rollcall.discovery.agent.Transport.BoundAgent;
import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.agent.Transport.ConnectedAgent;
import io.rollcall.discovery.agent.Transport.ServerPort;
import io.rollcall.discovery.agent.Transport.SubscriberPort;
import io.rollcall.discovery.survey.Peer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a {@link Transport} promises to agents, whatever moves the octets. */
abstract class TransportContract {
  private static final Peer FIRST = new Peer(0);

  private final Ground ground;
  private final String any;
  private final Transport atServer;
  private final Transport atClient;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final TestAgent serverSide = new TestAgent();
  private final TestAgent clientSide = new TestAgent();
  private final AtomicReference<ServerPort> serverPort = new AtomicReference<>();
  private final AtomicReference<ClientPort> clientPort = new AtomicReference<>();
  private final AtomicReference<SubscriberPort> subscriberPort = new AtomicReference<>();

  /** Servers on one transport, clients and subscribers on the same or another. */
  TransportContract(Transport atServer, Transport atClient) {
    this(new Loopback(atServer, atClient));
  }

  /** The same elsewhere than on sockets. */
  TransportContract(Ground ground) {
    this.ground = ground;
    this.any = ground.any();
    this.atServer = ground.atServer();
    this.atClient = ground.atClient();
  }

  @AfterEach
  void closeAll() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  private <T extends AutoCloseable> T closedLater(T handle) {
    open.push(handle);
    return handle;
  }

  private BoundAgent server(String urlServer, String urlPubSub) {
    return closedLater(
        atServer
            .server(
                urlServer,
                urlPubSub,
                port -> {
                  serverPort.set(port);
                  return serverSide;
                })
            .running());
  }

  private ConnectedAgent client(String urlServer) {
    return closedLater(
        atClient
            .client(
                urlServer,
                port -> {
                  clientPort.set(port);
                  return clientSide;
                })
            .running());
  }

  private ConnectedAgent subscriber(String urlPubSub) {
    return closedLater(
        atClient
            .subscriber(
                urlPubSub,
                port -> {
                  subscriberPort.set(port);
                  return clientSide;
                })
            .running());
  }

  private void awaitTold(TestAgent agent, String... what) {
    ground.eventually(() -> assertThat(agent.told).containsSubsequence(what));
  }

  private static byte[] octets(String text) {
    return text.getBytes(UTF_8);
  }

  /** Runs a command where the agent is, and waits for it. */
  private void run(Transport.RunningAgent on, LongConsumer command) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    on.execute(
        now -> {
          command.accept(now);
          done.complete(null);
        });
    ground.join(done);
  }

  /**
   * Has each end hear the other, as a client and its server do at once. A transport may give up a
   * connection on which nothing comes (JeroMQ's does, after half a second), and what is sent to it
   * from then on is lost.
   */
  private Peer introduced(ConnectedAgent client, BoundAgent server) {
    ground.eventually(
        () -> {
          run(client, now -> clientPort.get().send(FIRST, octets("here")));
          assertThat(serverSide.from).containsKey("here");
          Peer peer = serverSide.from.get("here");
          run(server, now -> serverPort.get().send(peer, octets("welcome")));
          assertThat(clientSide.told).contains("heard welcome");
        });
    return serverSide.from.get("here");
  }

  @Test
  void shouldTellTheEndpointsAsBound() {
    BoundAgent server = server(any + "," + any, any.replace(":0", ":*"));
    String bound = any.replace(":0", ":[1-9]\\d*");
    assertThat(server.urlServer()).matches(bound + "," + bound);
    assertThat(server.urlPubSub()).matches(bound);
  }

  @Test
  void shouldNameAnEndpointThatIsTakenAndLeaveNothingBehind() throws Exception {
    BoundAgent first = server(any, any);
    String taken = first.urlPubSub();
    assertThatThrownBy(() -> server(any, taken))
        .isInstanceOf(DiscoveryException.class)
        .hasMessageContaining("'" + taken + "'");
    String survey = first.urlServer();
    assertThatThrownBy(() -> server(survey, any)).isInstanceOf(DiscoveryException.class);
    first.close();
    closedLater(server(survey, taken)).close();
  }

  @Test
  void shouldRefuseMalformedEndpoints() {
    for (String bad : List.of("", "127.0.0.1:1", "tcp://127.0.0.1", "tcp://h:70000", "udp://h:1")) {
      assertThatThrownBy(() -> server(bad, any)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> server(any, bad)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> client(bad)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> subscriber(bad)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> atClient.canonical(bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldGiveListsThatMeanTheSameOneForm() {
    assertThat(atClient.canonical("tcp://B:2, tcp://a:1,tcp://b:2"))
        .isEqualTo(atClient.canonical("tcp://a:1,tcp://b:2"));
    assertThat(atClient.canonical("tcp://a:1")).isNotEqualTo(atClient.canonical("tcp://a:2"));
  }

  @Test
  void shouldMoveMessagesBothWaysInOrder() throws Exception {
    BoundAgent server = server(any, any);
    ConnectedAgent client = client(server.urlServer());
    awaitTold(clientSide, "start", "added 0", "connected 0");
    introduced(client, server);
    List<String> texts = IntStream.range(0, 500).mapToObj(i -> "to the server " + i).toList();
    run(client, now -> texts.forEach(text -> clientPort.get().send(FIRST, octets(text))));
    String[] heard = texts.stream().map(text -> "heard " + text).toArray(String[]::new);
    awaitTold(serverSide, heard);
    Peer peer = serverSide.from.get("to the server 0");
    assertThat(serverSide.from.values()).containsOnly(peer);
    assertThat(peer.address()).startsWith(ground.clients());
    run(server, now -> texts.forEach(text -> serverPort.get().send(peer, octets(text))));
    awaitTold(clientSide, heard);
  }

  @Test
  void shouldTakeAMessageAsSoonAsItTellsOfTheConnection() throws Exception {
    BoundAgent server = server(any, any);
    ConnectedAgent client = client(server.urlServer());
    awaitTold(clientSide, "connected 0");
    run(client, now -> clientPort.get().send(FIRST, octets("first")));
    awaitTold(serverSide, "heard first");
  }

  @Test
  void shouldMoveMessagesOfAnyLength() throws Exception {
    BoundAgent server = server(any, any);
    ConnectedAgent client = client(server.urlServer());
    introduced(client, server);
    for (int length : new int[] {1, 255, 256, 32_768}) {
      String text = "x".repeat(length);
      run(client, now -> clientPort.get().send(FIRST, octets(text)));
      awaitTold(serverSide, "heard " + text);
    }
  }

  @Test
  void shouldDropWhatIsSentToNobody() throws Exception {
    BoundAgent server = server(any, any);
    run(server, now -> serverPort.get().send(new Peer(4711), octets("lost")));
    ConnectedAgent client = client(server.urlServer());
    introduced(client, server);
    run(client, now -> clientPort.get().send(new Peer(4711), octets("lost")));
    run(client, now -> clientPort.get().send(FIRST, octets("heard")));
    awaitTold(serverSide, "heard heard");
    assertThat(serverSide.told).doesNotContain("heard lost");
  }

  @Test
  void shouldPublishToThoseWhoSubscribed() throws Exception {
    BoundAgent server = server(any, any);
    ConnectedAgent subscriber = subscriber(server.urlPubSub());
    run(subscriber, now -> subscriberPort.get().subscribe(FIRST, octets("news")));
    awaitTold(serverSide, "subscribed news");
    publishUntilHeard(server, "other", "newsworthy");
    publishUntilHeard(server, "other", "news");
    assertThat(clientSide.told).noneMatch(told -> told.startsWith("heard other"));
  }

  @Test
  void shouldPublishOnceToWhoSubscribedTwice() throws Exception {
    BoundAgent server = server(any, any);
    ConnectedAgent subscriber = subscriber(server.urlPubSub());
    run(
        subscriber,
        now -> {
          subscriberPort.get().subscribe(FIRST, octets("n"));
          subscriberPort.get().subscribe(FIRST, octets("news"));
          subscriberPort.get().subscribe(FIRST, octets("end"));
        });
    awaitTold(serverSide, "subscribed n", "subscribed news", "subscribed end");
    int round = publishUntilHeard(server, "news", "end");
    assertThat(clientSide.told).containsOnlyOnce("heard news " + round);
  }

  @Test
  void shouldPublishNoMoreToWhoUnsubscribed() throws Exception {
    BoundAgent server = server(any, any);
    ConnectedAgent subscriber = subscriber(server.urlPubSub());
    run(subscriber, now -> subscriberPort.get().subscribe(FIRST, octets("old")));
    awaitTold(serverSide, "subscribed old");
    run(
        subscriber,
        now -> {
          subscriberPort.get().unsubscribe(FIRST, octets("old"));
          subscriberPort.get().subscribe(FIRST, octets("new"));
        });
    awaitTold(serverSide, "subscribed new");
    publishUntilHeard(server, "old", "new");
    assertThat(clientSide.told).noneMatch(told -> told.startsWith("heard old"));
  }

  /**
   * Publishes these again and again, each time with another number, until the last of them is
   * heard; returns its number. JeroMQ's transport makes another connection where nothing comes for
   * half a second, and what is published meanwhile is lost.
   */
  private int publishUntilHeard(BoundAgent server, String... texts) {
    String last = "heard " + texts[texts.length - 1] + " ";
    AtomicInteger rounds = new AtomicInteger();
    ground.eventually(
        () -> {
          int round = rounds.incrementAndGet();
          run(
              server,
              now -> {
                for (String text : texts) {
                  serverPort.get().publish(octets(text + " " + round));
                }
              });
          assertThat(clientSide.told).anyMatch(told -> told.startsWith(last));
        });
    return clientSide.told.stream()
        .filter(told -> told.startsWith(last))
        .mapToInt(told -> Integer.parseInt(told.substring(last.length())))
        .max()
        .orElseThrow();
  }

  @Test
  void shouldCountSubscribers() throws Exception {
    BoundAgent server = server(any, any);
    ConnectedAgent subscriber = subscriber(server.urlPubSub());
    awaitTold(clientSide, "connected 0");
    awaitSubscribers(server, 1);
    subscriber.close();
    awaitSubscribers(server, 0);
  }

  private void awaitSubscribers(BoundAgent server, int many) {
    AtomicReference<Integer> seen = new AtomicReference<>();
    ground.eventually(
        () -> {
          run(server, now -> seen.set(serverPort.get().subscribers()));
          assertThat(seen.get()).isEqualTo(many);
        });
  }

  @Test
  void shouldTellAServerOfALostConnection() throws Exception {
    BoundAgent server = server(any, any);
    ConnectedAgent client = client(server.urlServer());
    Peer peer = introduced(client, server);
    client.close();
    awaitTold(serverSide, "heard here", "lost " + peer.number());
  }

  @Test
  void shouldConnectAgainToAServerThatReturns() throws Exception {
    BoundAgent server = server(any, any);
    ConnectedAgent client = client(server.urlServer());
    introduced(client, server);
    String urlServer = server.urlServer();
    server.close();
    awaitTold(clientSide, "connected 0", "lost 0");
    server(urlServer, any);
    awaitTold(clientSide, "connected 0", "lost 0", "connected 0");
    run(client, now -> clientPort.get().send(FIRST, octets("second")));
    awaitTold(serverSide, "heard second");
  }

  @Test
  void shouldConnectToAServerThatComesLater() {
    BoundAgent first = server(any, any);
    String urlServer = first.urlServer();
    first.close();
    client(urlServer);
    server(urlServer, any);
    awaitTold(clientSide, "added 0", "connected 0");
  }

  @Test
  void shouldSubscribeAgainAfterALostConnection() throws Exception {
    BoundAgent server = server(any, any);
    ConnectedAgent subscriber = subscriber(server.urlPubSub());
    run(subscriber, now -> subscriberPort.get().subscribe(FIRST, octets("news")));
    awaitTold(serverSide, "subscribed news");
    String urlPubSub = server.urlPubSub();
    server.close();
    BoundAgent next = server(any, urlPubSub);
    awaitTold(serverSide, "subscribed news", "closed", "subscribed news");
    publishUntilHeard(next, "newsworthy");
  }

  @Test
  void shouldGiveAConnectionUpAndMakeAnother() throws Exception {
    BoundAgent server = server(any, any);
    ConnectedAgent client = client(server.urlServer());
    Peer first = introduced(client, server);
    run(client, now -> clientPort.get().reconnect(FIRST));
    awaitTold(clientSide, "connected 0", "lost 0", "connected 0");
    run(client, now -> clientPort.get().send(FIRST, octets("two")));
    awaitTold(serverSide, "heard two");
    assertThat(serverSide.from.get("two")).isNotEqualTo(first);
    awaitTold(serverSide, "lost " + first.number());
  }

  @Test
  void shouldConnectElsewhereAndKeepWhatStands() {
    BoundAgent first = server(any + "," + any, any);
    String[] ports = first.urlServer().split(",", -1);
    ConnectedAgent client = client(ports[0]);
    awaitTold(clientSide, "connected 0");
    client.connectTo(ports[1] + "," + ports[0]);
    awaitTold(clientSide, "added 1", "connected 1");
    client.connectTo(ports[1]);
    awaitTold(clientSide, "connected 1", "removed 0");
    assertThatThrownBy(() -> client.connectTo("tcp://nowhere"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(clientSide.told).doesNotContain("lost 0", "lost 1", "removed 1");
  }

  @Test
  void shouldRunCommandsInOrderAndDropThemOnceClosed() throws Exception {
    BoundAgent server = server(any, any);
    for (int i = 0; i < 100; i++) {
      int number = i;
      server.execute(now -> serverSide.told.add("command " + number));
    }
    server.close();
    String[] commands =
        IntStream.range(0, 100).mapToObj(i -> "command " + i).toArray(String[]::new);
    assertThat(serverSide.told).containsSubsequence(commands).endsWith("close", "closed");
    server.execute(now -> serverSide.told.add("too late"));
    server.close();
    assertThat(serverSide.told).endsWith("closed");
  }

  @Test
  void shouldTickAnAgentThatClosesUntilItIsDone() {
    ConnectedAgent client = client("tcp://127.0.0.1:1");
    clientSide.ticksToClose = 3;
    client.close();
    assertThat(clientSide.told).endsWith("close", "tick", "tick", "tick", "closed");
  }

  @Test
  void shouldTickWhenItIsDue() throws Exception {
    BoundAgent server = server(any, any);
    run(server, now -> serverSide.dueAt = now + Duration.ofMillis(1).toNanos());
    awaitTold(serverSide, "tick");
  }

  @Test
  void shouldTickAgainAfterATickThatFailed() throws Exception {
    BoundAgent server = server(any, any);
    serverSide.failsOnce = true;
    run(server, now -> serverSide.dueAt = now);
    awaitTold(serverSide, "tick", "tick");
  }

  @Test
  void shouldLetAServersLastWordLeave() throws Exception {
    BoundAgent server = server(any, any);
    ConnectedAgent client = client(server.urlServer());
    Peer peer = introduced(client, server);
    server.execute(now -> serverPort.get().send(peer, octets("goodbye")));
    server.close();
    awaitTold(clientSide, "heard goodbye", "lost 0");
  }

  @Test
  void shouldFreeItsPortsBeforeCloseReturns() {
    BoundAgent server = server(any, any);
    String urlServer = server.urlServer();
    String urlPubSub = server.urlPubSub();
    for (int i = 0; i < 20; i++) {
      server.close();
      server = server(urlServer, urlPubSub);
    }
  }
}
