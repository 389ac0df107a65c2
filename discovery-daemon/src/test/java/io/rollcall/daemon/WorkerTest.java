package io.rollcall.daemon;

import static io.rollcall.daemon.TestDaemons.address;
import static io.rollcall.daemon.TestDaemons.addresses;
import static io.rollcall.daemon.TestDaemons.at;
import static io.rollcall.daemon.TestDaemons.await;
import static io.rollcall.daemon.TestDaemons.manager;
import static io.rollcall.daemon.TestDaemons.metric;
import static io.rollcall.daemon.TestDaemons.started;
import static io.rollcall.daemon.TestDaemons.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** What a worker makes of its managers. */
class WorkerTest {
  private static final String TWO = "10.0.0.3:8081|10.0.0.4:8081";

  private static void push(Daemon worker, String list) throws IOException {
    try (RawPeer manager = new RawPeer(worker.port())) {
      assertThat(manager.ask("update_servers :: " + list)).isEqualTo("200");
    }
  }

  private static DaemonBuilder workerOf(RawDaemon... managers) {
    return at("127.0.0.1")
        .uplink(
            String.join(
                ",", List.of(managers).stream().map(each -> "127.0.0.1:" + each.port()).toList()));
  }

  @Test
  void shouldRegisterAndTakeTheListThatItIsTold() throws IOException {
    try (RawDaemon manager = new RawDaemon(RawDaemon.LIKE_GDSM);
        Daemon worker = started(workerOf(manager))) {
      await().until(() -> manager.newest().equals("register_server :: " + worker.port()));
      assertThat(worker.state()).isEqualTo(State.SYNCING);

      push(worker, TWO);

      assertThat(worker.workers()).containsExactly("10.0.0.3:8081", "10.0.0.4:8081");
      assertThat(worker.nodes()).containsExactly("10.0.0.3", "10.0.0.4");
      assertThat(worker.roster().names()).isEqualTo(worker.workers());
      assertThat(worker.state()).isEqualTo(State.LIVE);

      push(worker, "10.0.0.4:8081");

      assertThat(worker.workers()).containsExactly("10.0.0.4:8081");
    }
  }

  @Test
  void shouldKeepItsListWhileItsManagerIsAwayAndDialAgain() throws IOException {
    String host = "127.0.0.1";
    int port;
    try (RawDaemon manager = new RawDaemon(RawDaemon.LIKE_GDSM);
        Daemon worker = started(workerOf(manager).settleTime(Duration.ofMillis(200)))) {
      port = manager.port();
      await().until(() -> !manager.lists().isEmpty());
      push(worker, TWO);
      FeedQueue<List<String>> peers = worker.peers().queue();

      manager.close();

      await().until(() -> worker.state() == State.STALE);
      assertThat(worker.workers()).hasSize(2);
      try (RawDaemon again = new RawDaemon(host, port, RawDaemon.LIKE_GDSM)) {
        await().until(() -> again.newest().equals("register_server :: " + worker.port()));
        // It has just started, and knows one of the two.
        push(worker, "10.0.0.3:8081");
        assertThat(worker.state()).isEqualTo(State.LIVE);

        await().until(() -> worker.workers().equals(List.of("10.0.0.3:8081")));
        assertThat(peers.poll()).isEqualTo(List.of("10.0.0.3:8081"));
      }
    }
  }

  @Test
  void shouldLetNobodyGoBeforeAManagerThatCameBackHasSettled() throws IOException {
    int port;
    try (RawDaemon manager = new RawDaemon(RawDaemon.LIKE_GDSM);
        Daemon worker = started(workerOf(manager).settleTime(Duration.ofMinutes(10)))) {
      port = manager.port();
      await().until(() -> !manager.lists().isEmpty());
      push(worker, TWO);
      manager.close();
      await().until(() -> worker.state() == State.STALE);

      try (RawDaemon again = new RawDaemon("127.0.0.1", port, RawDaemon.LIKE_GDSM)) {
        await().until(() -> !again.lists().isEmpty());
        push(worker, "10.0.0.3:8081|10.0.0.5:8081");

        assertThat(worker.workers())
            .containsExactly("10.0.0.3:8081", "10.0.0.4:8081", "10.0.0.5:8081");
      }
    }
  }

  @Test
  void shouldTakeListsFromItsManagersAddressAlone() throws IOException {
    try (RawDaemon manager = new RawDaemon(line -> line.equals("workers") ? TWO : "200");
        Daemon worker = started(workerOf(manager));
        RawPeer stranger = new RawPeer("127.0.0.2", worker.port())) {
      await().until(() -> !manager.lists().isEmpty());
      push(worker, TWO);

      assertThat(stranger.ask("update_servers :: 6.6.6.6:80")).isEqualTo("403");
      assertThat(stranger.ask("remove_client :: 10.0.0.3:8081")).isEqualTo("403");
      assertThat(stranger.ask("register_server :: 80")).isEqualTo("403");

      assertThat(stranger.ask("workers")).isEqualTo(TWO);
      assertThat(metric(worker, "forbidden")).isEqualTo(3);
      try (RawPeer asManager = new RawPeer(worker.port())) {
        assertThat(asManager.ask("remove_client :: 10.0.0.3:52824")).isEqualTo("200");
      }
      assertThat(worker.workers()).hasSize(2);
    }
  }

  @Test
  void shouldDropWhatIsNoNameOfAList() throws IOException {
    try (RawDaemon manager = new RawDaemon(RawDaemon.LIKE_GDSM);
        Daemon worker = started(workerOf(manager))) {
      await().until(() -> !manager.lists().isEmpty());

      push(worker, "a|\u0007||" + "x".repeat(256) + "|10.0.0.3:8081|a");

      assertThat(worker.workers()).containsExactly("10.0.0.3:8081", "a");
      push(worker, "");
      assertThat(worker.workers()).isEmpty();
    }
  }

  /** More than a stranger's line may have. */
  @Test
  void shouldTakeALongListFromItsManager() throws IOException {
    try (RawDaemon manager = new RawDaemon(RawDaemon.LIKE_GDSM);
        Daemon worker = started(workerOf(manager))) {
      await().until(() -> !manager.lists().isEmpty());
      StringBuilder list = new StringBuilder("10.0.0.1:1");
      for (int i = 2; i <= 10_000; i++) {
        list.append("|10.0.0.1:").append(i);
      }

      push(worker, list.toString());

      assertThat(worker.workers()).hasSize(10_000);
    }
  }

  @Test
  void shouldLeaveAManagerThatIsThereAndAnswersNothing() throws IOException {
    try (RawDaemon frozen = new RawDaemon(line -> line.equals("ping") ? null : "200");
        Daemon worker =
            started(
                workerOf(frozen)
                    .heartbeat(Duration.ofMillis(50))
                    .silence(Duration.ofMillis(500)))) {
      await().until(() -> !frozen.lists().isEmpty());
      push(worker, TWO);

      // It dials and registers again, which the other end takes in.
      await().until(() -> frozen.lists().size() >= 2);
      assertThat(worker.workers()).hasSize(2);
    }
  }

  @Test
  void shouldTryAManagerAgainThatRefusesIt() throws IOException {
    try (RawDaemon strict = new RawDaemon(line -> "403");
        Daemon worker = started(workerOf(strict))) {
      await().until(() -> strict.lists().size() >= 2);
      assertThat(worker.state()).isEqualTo(State.SYNCING);
    }
  }

  @Test
  void shouldListWhoIsOnAnyManagersListAndStayCompleteWhenOneGoes() {
    try (Daemon one = manager();
        Daemon other = manager();
        Daemon ofOne = worker(one);
        Daemon ofOther = worker(other);
        Daemon ofBoth = worker(one, other)) {
      await().until(() -> one.workers().size() == 2 && other.workers().size() == 2);
      String[] all = {address(ofOne), address(ofOther), address(ofBoth)};
      await().untilAsserted(() -> assertThat(ofBoth.workers()).containsExactlyInAnyOrder(all));

      one.close();

      await()
          .untilAsserted(
              () ->
                  assertThat(ofBoth.workers())
                      .containsExactlyInAnyOrder(address(ofOther), address(ofBoth)));
      assertThat(ofBoth.state()).isEqualTo(State.LIVE);
      assertThat(ofOne.state()).isEqualTo(State.STALE);
      assertThat(ofOne.workers()).contains(address(ofBoth));
    }
  }

  /** The answer that is on its way may be older than the list that was pushed meanwhile. */
  @Test
  void shouldAskAgainWhereAListComesWhileItAsks() throws IOException {
    BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    try (RawDaemon slow = new RawDaemon(line -> line.equals("workers") ? taken(answers) : "200");
        RawDaemon quick = new RawDaemon(RawDaemon.LIKE_GDSM);
        Daemon worker = started(workerOf(slow, quick))) {
      await().until(() -> !slow.lists().isEmpty() && !quick.lists().isEmpty());
      push(worker, "whatever");
      await().until(() -> slow.newest().equals("workers"));
      push(worker, "whatever");

      answers.add("10.0.0.3:8081");
      answers.add(TWO);

      await().until(() -> worker.workers().size() == 2);
    }
  }

  private static String taken(BlockingQueue<String> answers) {
    try {
      return answers.take();
    } catch (InterruptedException never) {
      throw new IllegalStateException(never);
    }
  }

  @Test
  void shouldFindItsManagerInAnyOrderOfStart() {
    int port;
    try (Daemon gone = started(at("127.7.7.8").manager())) {
      port = gone.port();
    }
    try (Daemon worker = started(at("127.0.0.1").uplink("127.7.7.8:" + port));
        Daemon manager = started(Daemon.builder().host("127.7.7.8").port(port).manager())) {
      await().until(() -> manager.workers().equals(List.of(address(worker))));
      await().until(() -> worker.workers().equals(List.of(address(worker))));
    }
  }

  /**
   * It dials from 127.0.0.1, though workers know it as 127.7.7.8, like one behind a service's
   * address: what it says is refused, and it is asked.
   */
  @Test
  void shouldAskItsManagerWhereAListComesFromAnotherAddress() throws IOException {
    try (Daemon manager = started(at("127.7.7.8").manager());
        Daemon worker =
            started(at("127.0.0.1").uplink("127.7.7.8:" + manager.port()).lineLength(64))) {
      List<RawPeer> others = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        RawPeer other = new RawPeer("127.0.0.9", "127.7.7.8", manager.port());
        other.ask("register_server :: " + (9_000 + i));
        others.add(other);
      }

      await().until(() -> worker.workers().size() == 11);
      assertThat(metric(worker, "forbidden") + metric(worker, "lines.too.long")).isPositive();
      for (RawPeer each : others) {
        each.close();
      }
      await().until(() -> worker.workers().equals(List.of(address(worker))));
    }
  }

  @Test
  void shouldBeItsOwnManagerWithoutOne() throws IOException {
    try (Daemon alone = started(at("127.0.0.1"));
        Daemon other = worker(alone)) {
      await().until(() -> alone.workers().size() == 2);
      assertThat(alone.workers()).containsExactlyInAnyOrder(address(alone), address(other));
      await().until(() -> other.workers().equals(alone.workers()));
    }
  }

  @Test
  void shouldNameItsManagersAsTheyWereGiven() {
    try (Daemon one = manager();
        Daemon worker = started(at("127.0.0.1").uplink(" " + addresses(one) + " , localhost:1"))) {
      await().until(() -> worker.workers().equals(List.of(address(worker))));
    }
  }
}
