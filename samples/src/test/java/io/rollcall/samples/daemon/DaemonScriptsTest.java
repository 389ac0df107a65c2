package io.rollcall.samples.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.processes.Freezer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Managers and workers as processes, by the scripts that a user starts. */
@Timeout(300)
class DaemonScriptsTest {
  private static final String HERE = "127.0.0.1";

  @RegisterExtension final Daemons daemons = new Daemons();

  @Test
  void shouldAnswerEachLineOfTheProtocol() throws Exception {
    DaemonProcess manager = daemons.manager();
    DaemonProcess a = daemons.worker(manager);
    DaemonProcess b = daemons.worker(manager);
    Stream.of(manager, a, b).forEach(each -> each.awaitWorkers(a, b));
    String workers = DaemonProcess.list(a, b);

    Script query = daemons.query(manager);
    query.child().tell("workers");
    query.child().tell("ping");
    query.child().letGo();
    assertThat(query.awaitOutput()).containsExactly(workers, "pong");

    try (TextPeer peer = daemons.closing(new TextPeer(manager.port()))) {
      assertThat(peer.ask("workers")).isEqualTo(workers);
      assertThat(peer.ask("nodes")).isEqualTo(HERE + "|" + HERE);
      assertThat(peer.ask("servers")).isEqualTo(HERE + "|" + HERE);
      assertThat(peer.ask("clients").split("\\|", -1)).contains(peer.address());
      assertThat(peer.ask("ping")).isEqualTo("pong");
      assertThat(peer.ask("hello")).isEqualTo("unknown command");
      assertThat(peer.ask("hello :: you")).isEqualTo("405");
      assertThat(peer.ask("register_server :: http")).isEqualTo("405");
      assertThat(peer.ask("update_servers :: 10.0.0.1:1")).isEqualTo("403");
      assertThat(peer.ask("remove_client :: " + a.address())).isEqualTo("403");
      assertThat(a.ask("register_server :: 1")).isEqualTo("403");

      peer.write("ping\r\nworkers\r\nhel");
      peer.write("lo\r\n");
      assertThat(List.of(peer.read(), peer.read(), peer.read()))
          .containsExactly("pong", workers, "unknown command");
    }
  }

  @Test
  void shouldTakeAStrangersWorkerInWhileItsConnectionStands() throws Exception {
    DaemonProcess manager = daemons.manager();
    DaemonProcess worker = daemons.worker(manager);
    manager.awaitWorkers(worker);
    try (ServerSocket stranger = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        TextPeer peer = new TextPeer(manager.port())) {
      stranger.setSoTimeout((int) Daemons.PATIENCE.toMillis());
      String address = HERE + ":" + stranger.getLocalPort();
      String both = DaemonProcess.list(List.of(address, worker.address()));

      assertThat(peer.ask("register_server :: " + stranger.getLocalPort())).isEqualTo("200");

      try (TextPeer pushed = new TextPeer(stranger.accept())) {
        assertThat(pushed.read()).isEqualTo("update_servers :: " + both);
        pushed.write("200\n");
      }
      assertThat(peer.ask("workers")).isEqualTo(both);
      await().untilAsserted(() -> assertThat(worker.ask("workers")).isEqualTo(both));
    }
    Stream.of(manager, worker).forEach(each -> each.awaitWorkers(worker));
  }

  @Test
  void shouldKeepTheListWhileTheManagerIsAwayAndTakeInWhoStartsMeanwhile() throws Exception {
    DaemonProcess killed = daemons.manager();
    DaemonProcess a = daemons.worker(killed);
    DaemonProcess b = daemons.worker(killed);
    DaemonProcess leaves = daemons.worker(killed);
    Stream.of(a, b).forEach(each -> each.awaitWorkers(a, b, leaves));
    List<ListWatch> watches = List.of(daemons.watch(a), daemons.watch(b));

    killed.kill();
    leaves.kill();
    DaemonProcess early = daemons.worker(killed);
    assertThat(early.ask("workers")).isEmpty();
    Stream.of(a, b).forEach(each -> each.awaitWorkers(a, b, leaves));

    // Those who come back are never missed; who does not is, once all have had time to.
    DaemonProcess manager = daemons.manager(killed.port());
    Stream.of(manager, a, b, early).forEach(each -> each.awaitWorkers(a, b, early));
    for (ListWatch watch : watches) {
      assertThat(watch.lists())
          .containsExactly(
              DaemonProcess.list(a, b, leaves),
              DaemonProcess.list(a, b, leaves, early),
              DaemonProcess.list(a, b, early));
    }
  }

  @Test
  void shouldMissAFrozenWorkerUntilItRunsOn() throws Exception {
    DaemonProcess manager = daemons.manager();
    DaemonProcess steady = daemons.worker(manager);
    DaemonProcess frozen = daemons.worker(manager);
    Stream.of(manager, steady, frozen).forEach(each -> each.awaitWorkers(steady, frozen));

    Freezer freezer = daemons.freezer(frozen);
    freezer.freeze();
    Stream.of(manager, steady).forEach(each -> each.awaitWorkers(steady));

    freezer.thaw();
    Stream.of(manager, steady, frozen).forEach(each -> each.awaitWorkers(steady, frozen));
  }

  @Test
  void shouldMissNobodyWhileOneOfTwoManagersIsThere() throws Exception {
    DaemonProcess killed = daemons.manager();
    DaemonProcess manager = daemons.manager();
    DaemonProcess a = daemons.worker(killed, manager);
    DaemonProcess b = daemons.worker(killed, manager);
    Stream.of(killed, manager, a, b).forEach(each -> each.awaitWorkers(a, b));
    List<ListWatch> watches = List.of(daemons.watch(a), daemons.watch(b));

    killed.kill();
    DaemonProcess later = daemons.worker(killed, manager);
    Stream.of(manager, a, b, later).forEach(each -> each.awaitWorkers(a, b, later));

    for (ListWatch watch : watches) {
      assertThat(watch.lists())
          .containsExactly(DaemonProcess.list(a, b), DaemonProcess.list(a, b, later));
    }
  }

  /** Both managers are at one address, so that a push does not say whose list it is. */
  @Test
  void shouldListWhoIsOnTheListOfAnyOfItsManagers() throws Exception {
    DaemonProcess one = daemons.manager();
    DaemonProcess two = daemons.manager();
    DaemonProcess both = daemons.worker(one, two);
    DaemonProcess ofTwo = daemons.worker(two);
    both.awaitWorkers(both, ofTwo);

    try (TextPeer ofOne = new TextPeer(one.port())) {
      assertThat(ofOne.ask("register_server :: 1")).isEqualTo("200");
      String stranger = HERE + ":1";
      String all = DaemonProcess.list(List.of(stranger, both.address(), ofTwo.address()));
      await().untilAsserted(() -> assertThat(both.ask("workers")).isEqualTo(all));
      assertThat(one.ask("workers"))
          .isEqualTo(DaemonProcess.list(List.of(stranger, both.address())));
      Stream.of(two, ofTwo).forEach(each -> each.awaitWorkers(both, ofTwo));
    }
    both.awaitWorkers(both, ofTwo);
  }

  @Test
  void shouldAnswerFromTheRosterOfAServerThatItJoins() throws Exception {
    String any = "tcp://127.0.0.1:0";
    Server server =
        daemons.closing(
            Server.start(
                any, any, Options.local().withMisses(25).withSettleTime(Duration.ofMillis(500))));
    Client client = daemons.closing(Client.start(server.urlServer(), "10.0.0.7:9000"));
    daemons.closing(Client.start(server.urlServer(), "has no address"));
    Map<String, String> variables =
        Map.of("PORT", "0", "SURVEY", server.urlServer(), "PUBSUB", server.urlPubSub());
    DaemonProcess daemon = daemons.daemon("worker.sh", variables);

    await()
        .untilAsserted(
            () ->
                assertThat(server.roster().names())
                    .containsExactly("10.0.0.7:9000", daemon.address(), "has no address"));
    await().until(() -> daemon.ask("workers").equals("10.0.0.7:9000|" + daemon.address()));
    assertThat(daemon.ask("nodes")).isEqualTo("10.0.0.7|" + HERE);
    assertThat(daemon.ask("register_server :: 1")).isEqualTo("403");

    client.close();
    daemon.awaitWorkers(daemon);
  }

  @Test
  void shouldStartAClusterThatEndsOnCtrlC() throws Exception {
    Script cluster = daemons.cluster(2);
    await().untilAsserted(() -> assertThat(cluster.ports()).as("%s", cluster).hasSize(3));
    assertThat(new HashSet<>(cluster.ports())).hasSize(3);
    int manager = cluster.ports().get(0);
    String workers =
        DaemonProcess.list(
            cluster.ports().stream().skip(1).map(port -> HERE + ":" + port).toList());
    try (TextPeer peer = new TextPeer(manager)) {
      await().until(() -> peer.ask("workers").equals(workers));
    }
    List<ProcessHandle> descendants = cluster.descendants();
    assertThat(descendants).hasSizeGreaterThanOrEqualTo(3);
    daemons.closing(() -> descendants.forEach(ProcessHandle::destroyForcibly));

    cluster.child().tell("INT");

    cluster.awaitOutput();
    await().until(() -> descendants.stream().noneMatch(ProcessHandle::isAlive));
  }
}
