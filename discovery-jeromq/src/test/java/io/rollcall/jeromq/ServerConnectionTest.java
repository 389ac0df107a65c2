package io.rollcall.jeromq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Keys;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.TransportKind;
import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.agent.Transport.ConnectedAgent;
import io.rollcall.discovery.endpoint.TcpEndpoint;
import io.rollcall.discovery.keys.ServerKey;
import io.rollcall.discovery.lookup.Resolver;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.processes.OwnLoopback;
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

/** The links of a runner: numbered, given up, opened again, looked up. */
class ServerConnectionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ANY = OwnLoopback.ANY;
  private static final String NOBODY = "tcp://127.0.0.1:1";
  private static final String HOST = "servers.test";
  private static final Options JEROMQ = Options.defaults().withTransport(TransportKind.JEROMQ);

  private final HostTable names = new HostTable();
  private final RecordingAgent agent = new RecordingAgent();
  private final AtomicReference<ClientPort> port = new AtomicReference<>();
  private final Server server = Server.start(ANY, ANY, JEROMQ);
  private final String named = server.urlServer().replace(OwnLoopback.HOST, HOST);

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
    names.set(HOST, OwnLoopback.HOST);
    try (ConnectedAgent running = client(named)) {
      awaitTold("connected 0");
      assertThat(names.lookups()).isEqualTo(1);
      running.execute(now -> port.get().reconnect(new Peer(0)));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(agent.told)
                      .startsWith("start", "added 0", "connected 0", "lost 0", "connected 0"));
      // This server says nothing, so the watchdog may have given the connection up once more.
      await().atMost(PATIENCE).until(() -> names.lookups() >= 2);
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
    try (ServerSocket mute = new ServerSocket(0, 10, InetAddress.getByName(OwnLoopback.HOST));
        ConnectedAgent running =
            new JeroMqTransport(secured)
                .client(
                    "tcp://" + OwnLoopback.HOST + ":" + mute.getLocalPort(),
                    made -> {
                      port.set(made);
                      return agent;
                    })
                .running()) {
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
    names.set(HOST, OwnLoopback.HOST);
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
              server.urlServer().replace(OwnLoopback.HOST, OwnLoopback.OTHER_HOST),
              server.urlPubSub().replace(OwnLoopback.HOST, OwnLoopback.OTHER_HOST),
              JEROMQ)) {
        names.set(HOST, OwnLoopback.OTHER_HOST);
        server.close();
        awaitTold("connected 1");
        awaitTold("removed 0");
        assertThat(second.urlServer()).contains(OwnLoopback.OTHER_HOST);
      }
    }
  }

  @Test
  void shouldOpenTheOthersWhereOneHasNoSocketAndTryAgain() {
    SocketLoop loop = SharedLoop.acquire();
    CompletableFuture<Faulty> made = new CompletableFuture<>();
    loop.execute(
        now -> {
          Faulty runner = new Faulty(loop);
          made.complete(runner);
          runner.start(() -> agent, now);
          runner.begin(TcpEndpoint.toConnect(NOBODY), now);
          runner.faults = 1;
        });
    try (Faulty runner = made.join()) {
      runner.connectTo(server.urlPubSub() + "," + server.urlServer());
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
          Faulty runner = new Faulty(loop);
          runner.faults = 1;
          runner.start(() -> agent, now);
          try {
            runner.begin(TcpEndpoint.toConnect(NOBODY), now);
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
    return new JeroMqTransport(names, Options.defaults())
        .client(
            url,
            made -> {
              port.set(made);
              return agent;
            })
        .running();
  }

  /** A runner that now and then can't make a socket. Only for the loop's thread. */
  private static final class Faulty extends ConnectingRunner {
    int faults;

    Faulty(SocketLoop loop) {
      super(loop, Resolver.SYSTEM, null);
    }

    @Override
    ZMQ.Socket socket(ServerKey key) {
      if (faults-- > 0) {
        throw new ZMQException("no descriptor, on purpose", ZError.EMFILE);
      }
      return SocketFactory.dealer(loop, key);
    }

    @Override
    void interrupted(ServerConnection link, long now) {
      agent().lost(link.peer, now);
    }

    @Override
    void received(ServerConnection from, byte[] frame, long now) {}
  }

  private void awaitTold(String what) {
    await().atMost(PATIENCE).until(() -> agent.told.contains(what));
  }
}
