package io.rollcall.discovery.zmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Keys;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.agent.Transport.ConnectedAgent;
import io.rollcall.discovery.lookup.Resolver;
import io.rollcall.discovery.survey.Peer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/** The links of a station: numbered, given up, opened again, looked up. */
class LinksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ANY = "tcp://127.0.0.1:0";
  private static final String NOBODY = "tcp://127.0.0.1:1";
  private static final String HOST = "servers.test";

  private final Names names = new Names();
  private final RecordingAgent agent = new RecordingAgent();
  private final AtomicReference<ClientPort> port = new AtomicReference<>();
  private final Server server = Server.start(ANY, ANY);
  private final String named = server.urlServer().replace("127.0.0.1", HOST);

  @AfterEach
  void closeServer() {
    server.close();
  }

  @Test
  void shouldNumberLinksAndNeverUseANumberAgain() {
    try (ConnectedAgent running = client(server.urlServer())) {
      running.connectTo(NOBODY);
      running.connectTo(server.urlServer());
      awaitTold("connected 2");
      assertThat(agent.told)
          .containsSubsequence("start", "added 0", "added 1", "removed 0", "added 2", "removed 1");
    }
  }

  @Test
  void shouldGiveAStandingConnectionUpAndLookTheNameUpAgain() {
    names.set(HOST, "127.0.0.1");
    try (ConnectedAgent running = client(named)) {
      awaitTold("connected 0");
      assertThat(names.lookups(HOST)).isEqualTo(1);
      running.execute(now -> port.get().reconnect(new Peer(0)));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(agent.told)
                      .containsExactly("start", "added 0", "connected 0", "lost 0", "connected 0"));
      await().atMost(PATIENCE).until(() -> names.lookups(HOST) == 2);
    }
  }

  /** To prove keys takes long where many do, and longer where it is begun anew. */
  @Test
  void shouldNotGiveUpAHandshakeThatMayWellTakeLong(@TempDir Path folder) throws Exception {
    Keys.create(folder, "all");
    Options secured =
        Options.defaults()
            .withSecurity(
                Security.curve(folder.resolve("all.key_secret"), folder.resolve("all.key")));
    try (ServerSocket mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        ConnectedAgent running =
            new ZmqTransport(secured)
                .client(
                    "tcp://127.0.0.1:" + mute.getLocalPort(),
                    made -> {
                      port.set(made);
                      return agent;
                    })) {
      awaitTold("connected 0");
      running.execute(now -> port.get().reconnect(new Peer(0)));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(agent.told)
                      .containsExactly("start", "added 0", "connected 0", "connected 0"));
    }
  }

  @Test
  void shouldNotGiveUpWhatIsStillConnectingOrGone() throws Exception {
    try (ConnectedAgent running = client(NOBODY)) {
      running.execute(now -> port.get().reconnect(new Peer(0)));
      running.execute(now -> port.get().reconnect(new Peer(7)));
      running.execute(now -> port.get().send(new Peer(7), new byte[] {1}));
      CompletableFuture<Long> done = new CompletableFuture<>();
      running.execute(done::complete);
      done.get();
      CompletableFuture<Long> deferred = new CompletableFuture<>();
      running.execute(deferred::complete);
      deferred.get();
      assertThat(agent.told).containsExactly("start", "added 0");
    }
  }

  @Test
  void shouldOpenLinksAgainAndGoOnLookingUpWhenAThreadHasDied() {
    names.set(HOST, "127.0.0.1");
    try (ConnectedAgent running = client(named)) {
      awaitTold("connected 0");
      agent.told.clear();
      running.execute(
          now -> {
            throw new AssertionError("an Error on purpose");
          });
      awaitTold("connected 0");

      try (Server second =
          Server.start(
              server.urlServer().replace("127.0.0.1", "127.0.0.2"),
              server.urlPubSub().replace("127.0.0.1", "127.0.0.2"))) {
        names.set(HOST, "127.0.0.2");
        server.close();
        awaitTold("connected 1");
        awaitTold("removed 0");
        assertThat(second.urlServer()).contains("127.0.0.2");
      }
    }
  }

  @Test
  void shouldOpenTheOthersWhereOneHasNoSocketAndTryAgain() {
    SocketLoop loop = SharedLoop.acquire();
    CompletableFuture<Faulty> made = new CompletableFuture<>();
    loop.execute(
        now -> {
          Faulty station = new Faulty(loop);
          made.complete(station);
          station.start(() -> agent, now);
          station.begin(Endpoint.toConnect(NOBODY), now);
          station.faults = 1;
        });
    try (Faulty station = made.join()) {
      station.connectTo(server.urlPubSub() + "," + server.urlServer());
      awaitTold("connected 2");
      awaitTold("connected 1");
      assertThat(agent.told).containsSubsequence("added 1", "lost 1", "connected 1");
    }
  }

  @Test
  void shouldLeaveNothingOfAClientThatHasNoSocketAtItsStart() {
    SocketLoop loop = SharedLoop.acquire();
    CompletableFuture<Long> begun = new CompletableFuture<>();
    loop.execute(
        now -> {
          Faulty station = new Faulty(loop);
          station.faults = 1;
          station.start(() -> agent, now);
          try {
            station.begin(Endpoint.toConnect(NOBODY), now);
            begun.complete(now);
          } catch (ZMQException noDescriptors) {
            begun.completeExceptionally(noDescriptors);
          }
        });
    try {
      assertThatThrownBy(begun::join).hasCauseInstanceOf(ZMQException.class);
      assertThat(agent.told).containsExactly("start", "closed");
    } finally {
      SharedLoop.release();
    }
  }

  private ConnectedAgent client(String url) {
    return names
        .transport()
        .client(
            url,
            made -> {
              port.set(made);
              return agent;
            });
  }

  /** A station that now and then can't make a socket. Only for the loop's thread. */
  private static final class Faulty extends ConnectingStation {
    int faults;

    Faulty(SocketLoop loop) {
      super(loop, Resolver.SYSTEM, null);
    }

    @Override
    ZMQ.Socket socket(ServerKey key) {
      if (faults-- > 0) {
        throw new ZMQException("no descriptor, on purpose", ZError.EMFILE);
      }
      return Sockets.dealer(loop, key);
    }

    @Override
    void interrupted(Link link, long now) {
      agent().lost(link.peer, now);
    }

    @Override
    void received(Link from, byte[] frame, long now) {}
  }

  private void awaitTold(String what) {
    await().atMost(PATIENCE).until(() -> agent.told.contains(what));
  }
}
