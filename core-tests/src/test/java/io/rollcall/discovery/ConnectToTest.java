package io.rollcall.discovery;

import static io.rollcall.discovery.Brisk.PATIENCE;
import static io.rollcall.discovery.Brisk.awaitItem;
import static io.rollcall.discovery.Brisk.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.processes.OwnLoopback;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers are added and removed while a client or a subscriber runs. */
class ConnectToTest {
  private static final Options OPTIONS = Brisk.options();
  private static final Member SELF = Member.named("client");

  private final Server first = Brisk.server();
  private final Server second = Brisk.server();

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  @Test
  void shouldMoveAClientFromOneServerToAnother() throws Exception {
    try (Client client = Client.start(first.urlServer(), SELF, OPTIONS);
        Subscriber ofBoth = Subscriber.start(both(first.urlPubSub(), second.urlPubSub()))) {
      awaitPresent(first);
      client.connectTo(both(first.urlServer(), second.urlServer()));
      awaitPresent(second);
      awaitPresent(ofBoth);
      assertThat(ofBoth.awaitLive(PATIENCE)).isTrue();
      try (FeedQueue<MembershipChange> atFirst = first.changes().queue();
          FeedQueue<MembershipChange> atSecond = second.changes().queue();
          FeedQueue<MembershipChange> atBoth = ofBoth.changes().queue()) {
        next(atFirst);
        next(atSecond);
        next(atBoth);

        client.connectTo(second.urlServer());
        MembershipChange left = next(atFirst);
        assertThat(left.left()).hasSize(1);
        assertThat(left.cause("client")).isEqualTo(Cause.LOST);

        client.update(SELF.withStatus(Status.TAKEN));
        assertThat(next(atSecond).updated()).hasSize(1);
        assertThat(next(atBoth).updated()).hasSize(1);
        assertThat(first.roster().names()).isEmpty();
      }
    }
  }

  @Test
  void shouldNotTouchTheConnectionOfAnEndpointThatStays() throws Exception {
    Options strict = OPTIONS.withLossGrace(Duration.ZERO);
    try (Server staying = Server.start(Brisk.ANY, Brisk.ANY, strict);
        Client client = Client.start(staying.urlServer(), SELF, OPTIONS);
        FeedQueue<MembershipChange> changes = staying.changes().queue()) {
      awaitPresent(staying);
      next(changes);
      client.connectTo(both(staying.urlServer(), first.urlServer()));
      awaitPresent(first);
      client.connectTo(both(second.urlServer(), staying.urlServer()));
      awaitPresent(second);
      await().atMost(PATIENCE).until(() -> first.roster().names().isEmpty());
      client.update(SELF.withStatus(Status.TAKEN));
      assertThat(next(changes).updated()).hasSize(1);
    }
  }

  @Test
  void shouldMoveASubscriberFromOneServerToAnother() throws Exception {
    try (Client a = Client.start(first.urlServer(), "a");
        Client b = Client.start(second.urlServer(), "b");
        Subscriber subscriber = Subscriber.start(first.urlPubSub());
        FeedQueue<List<String>> peers = subscriber.peers().queue()) {
      awaitItem(peers, List.of("a"));
      subscriber.connectTo(both(first.urlPubSub(), second.urlPubSub()));
      awaitItem(peers, List.of("a", "b"));
      subscriber.connectTo(second.urlPubSub());
      awaitItem(peers, List.of("b"));
      assertThat(a.awaitJoined(PATIENCE)).isTrue();
      assertThat(b.awaitJoined(PATIENCE)).isTrue();
    }
  }

  @Test
  void shouldMoveAClientWithSubFromOneServerToAnother() throws Exception {
    try (Client other = Client.start(second.urlServer(), "other");
        ClientWithSub client =
            ClientWithSub.start(first.urlServer(), first.urlPubSub(), SELF, OPTIONS);
        FeedQueue<List<String>> peers = client.peers().queue()) {
      awaitItem(peers, List.of("client"));
      client.connectTo(
          both(first.urlServer(), second.urlServer()), both(first.urlPubSub(), second.urlPubSub()));
      awaitItem(peers, List.of("client", "other"));
      awaitPresent(second);
      client.connectTo(second.urlServer(), second.urlPubSub());
      await().atMost(PATIENCE).until(() -> first.roster().names().isEmpty());
      assertThat(client.awaitLive(PATIENCE)).isTrue();
      assertThat(client.roster().names()).containsExactly("client", "other");
      assertThat(other.awaitJoined(PATIENCE)).isTrue();
    }
  }

  @Test
  void shouldReturnToAServerThatWasRemoved() {
    try (Client client = Client.start(first.urlServer(), SELF, OPTIONS)) {
      awaitPresent(first);
      client.connectTo(second.urlServer());
      awaitPresent(second);
      await().atMost(PATIENCE).until(() -> first.roster().names().isEmpty());
      client.connectTo(first.urlServer());
      awaitPresent(first);
    }
  }

  @Test
  void shouldMoveManyThatShareTheirConnectionsAtOnce() throws Exception {
    List<Client> clients = new ArrayList<>();
    List<ClientWithSub> viewers = new ArrayList<>();
    try (Server server = Brisk.server()) {
      for (int i = 0; i < 10; i++) {
        clients.add(Client.start(first.urlServer(), Member.named("client" + i), OPTIONS));
        viewers.add(
            ClientWithSub.start(
                first.urlServer(), first.urlPubSub(), Member.named("viewer" + i), OPTIONS));
      }
      String urlServer = both(server.urlServer(), second.urlServer());
      String urlPubSub = both(server.urlPubSub(), second.urlPubSub());
      CyclicBarrier together = new CyclicBarrier(clients.size() + viewers.size());
      List<Callable<Void>> moves = new ArrayList<>();
      clients.forEach(each -> moves.add(after(together, () -> each.connectTo(urlServer))));
      viewers.forEach(
          each -> moves.add(after(together, () -> each.connectTo(urlServer, urlPubSub))));
      runAll(moves);

      for (Server goal : List.of(server, second)) {
        await().atMost(PATIENCE).until(() -> goal.roster().names().size() == moves.size());
      }
      assertThat(clients).allMatch(each -> each.clientState().phase() == ClientState.Phase.JOINED);
      assertThat(viewers).allMatch(each -> each.clientState().phase() == ClientState.Phase.JOINED);
      for (ClientWithSub viewer : viewers) {
        assertThat(viewer.awaitLive(PATIENCE)).isTrue();
      }
    } finally {
      clients.forEach(Client::close);
      viewers.forEach(ClientWithSub::close);
    }
  }

  private static Callable<Void> after(CyclicBarrier together, Runnable move) {
    return () -> {
      together.await();
      move.run();
      return null;
    };
  }

  private static void runAll(List<Callable<Void>> moves) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(moves.size());
    try {
      for (Future<Void> move : threads.invokeAll(moves, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        move.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void shouldChangeNothingForAMalformedList() throws Exception {
    try (ServerSocketChannel listener = listener();
        Client client = Client.start(first.urlServer(), SELF, OPTIONS);
        Subscriber subscriber = Subscriber.start(first.urlPubSub());
        ClientWithSub both =
            ClientWithSub.start(
                first.urlServer(), first.urlPubSub(), Member.named("both"), OPTIONS)) {
      String good = url(listener);
      String bad = good + ",tcp://nowhere";
      assertRejected(() -> client.connectTo(bad));
      assertRejected(() -> subscriber.connectTo(bad));
      assertRejected(() -> both.connectTo(good, bad));
      assertRejected(() -> both.connectTo(bad, good));
      assertThatThrownBy(() -> client.connectTo("")).hasMessageContaining("it is empty");

      awaitPresent(first);
      awaitPresent(subscriber);
      both.update(Member.named("both").withStatus(Status.TAKEN));
      client.update(SELF.withStatus(Status.TAKEN));
      for (String name : List.of("both", "client")) {
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    subscriber
                        .roster()
                        .find(name)
                        .filter(member -> member.status() == Status.TAKEN)
                        .isPresent());
      }
      assertThat(listener.accept()).isNull();
    }
  }

  @Test
  void shouldDoNothingAfterClose() throws Exception {
    // The thread that all clients share shall go on.
    try (ServerSocketChannel listener = listener();
        Client probe = Client.start(first.urlServer(), "probe")) {
      Client client = Client.start(first.urlServer(), SELF, OPTIONS);
      ClientWithSub both =
          ClientWithSub.start(first.urlServer(), first.urlPubSub(), Member.named("both"), OPTIONS);
      Subscriber subscriber = Subscriber.start(first.urlPubSub());
      client.close();
      both.close();
      subscriber.close();
      client.connectTo(url(listener));
      both.connectTo(url(listener), url(listener));
      subscriber.connectTo(url(listener));
      assertRejected(() -> client.connectTo("tcp://nowhere"));
      try (Client late = Client.start(first.urlServer(), "late")) {
        assertThat(late.awaitJoined(PATIENCE)).isTrue();
        assertThat(probe.awaitJoined(PATIENCE)).isTrue();
      }
      assertThat(listener.accept()).isNull();
    }
  }

  private static void assertRejected(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'tcp://nowhere'");
  }

  private static void awaitPresent(Membership membership) {
    await().atMost(PATIENCE).until(() -> membership.roster().find("client").isPresent());
  }

  private static ServerSocketChannel listener() throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(OwnLoopback.HOST, 0)).configureBlocking(false);
    return listener;
  }

  private static String url(ServerSocketChannel listener) throws IOException {
    return "tcp://"
        + OwnLoopback.HOST
        + ":"
        + ((InetSocketAddress) listener.getLocalAddress()).getPort();
  }

  private static String both(String one, String another) {
    return one + "," + another;
  }
}
