package io.rollcall.daemon;

import static io.rollcall.daemon.RawDaemon.LIKE_GDSM;
import static io.rollcall.daemon.TestDaemons.at;
import static io.rollcall.daemon.TestDaemons.await;
import static io.rollcall.daemon.TestDaemons.metric;
import static io.rollcall.daemon.TestDaemons.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a manager does for workers, which are raw sockets here. */
class ManagerTest {
  private final Daemon manager =
      started(
          at("127.0.0.1")
              .manager()
              .settleTime(Duration.ZERO)
              .heartbeat(Duration.ofMillis(50))
              .silence(Duration.ofMillis(500))
              .answerTime(Duration.ofMillis(500)));

  @AfterEach
  void close() {
    manager.close();
  }

  private RawPeer register(int port) throws IOException {
    RawPeer worker = new RawPeer(manager.port());
    assertThat(worker.ask("register_server :: " + port)).isEqualTo("200");
    return worker;
  }

  private static String list(RawDaemon... workers) {
    return "update_servers :: "
        + String.join(
            "|",
            java.util.stream.Stream.of(workers)
                .map(each -> "127.0.0.1:" + each.port())
                .sorted()
                .toList());
  }

  @Test
  void shouldPushTheListToEachWorkerWheneverItChanges() throws IOException {
    try (RawDaemon first = new RawDaemon(LIKE_GDSM);
        RawDaemon second = new RawDaemon(LIKE_GDSM);
        RawPeer one = register(first.port())) {
      await().until(() -> first.newest().equals(list(first)));
      RawPeer other = register(second.port());
      await().until(() -> first.newest().equals(list(first, second)));
      await().until(() -> second.newest().equals(list(first, second)));

      other.close();

      await().until(() -> first.newest().equals(list(first)));
      assertThat(one.ask("workers")).isEqualTo("127.0.0.1:" + first.port());
    }
  }

  /** Thirty heartbeats take longer than anything that would be tried again. */
  @Test
  void shouldPushAListOnceWhetherItIsAnsweredOrNot() throws IOException {
    try (RawDaemon answers = new RawDaemon(LIKE_GDSM);
        RawDaemon saysNothing = new RawDaemon(line -> line.equals("ping") ? "pong" : null);
        RawPeer one = register(answers.port());
        RawPeer other = register(saysNothing.port())) {
      String both = list(answers, saysNothing);
      await().until(() -> saysNothing.newest().equals(both) && answers.newest().equals(both));

      await().until(() -> answers.lines.size() >= 32 && saysNothing.lines.size() >= 32);

      assertThat(answers.lists()).filteredOn(both::equals).hasSize(1);
      assertThat(saysNothing.lists()).filteredOn(both::equals).hasSize(1);
      assertThat(one.ask("workers")).isEqualTo(other.ask("workers"));
    }
  }

  /** Nobody knows whether it has read the list. */
  @Test
  void shouldPushAgainToAWorkerThatClosesWithoutAnAnswer() throws IOException {
    AtomicInteger pushes = new AtomicInteger();
    try (RawDaemon hasty =
            new RawDaemon(
                line -> {
                  if (line.startsWith("update") && pushes.incrementAndGet() == 1) {
                    throw new IllegalStateException("dies");
                  }
                  return LIKE_GDSM.apply(line);
                });
        RawPeer one = register(hasty.port())) {
      await().until(() -> pushes.get() >= 2);

      assertThat(metric(manager, "pushes.failed")).isEqualTo(1);
      assertThat(one.ask("ping")).isEqualTo("pong");
    }
  }

  /** It may be another process than before, that knows nothing. */
  @Test
  void shouldPushToAWorkerThatRegistersAgainThoughTheListIsTheSame() throws IOException {
    try (RawDaemon worker = new RawDaemon(LIKE_GDSM);
        RawPeer first = register(worker.port())) {
      await().until(() -> worker.lists().size() == 1);

      try (RawPeer second = register(worker.port())) {
        await().until(() -> worker.lists().size() == 2);
        assertThat(worker.lists()).containsExactly(list(worker), list(worker));
        assertThat(second.ask("workers")).isEqualTo(first.ask("workers"));
      }
    }
  }

  @Test
  void shouldTryAWorkerAgainThatCantBeReachedAndDropItWithItsConnection() throws IOException {
    // An address where nobody else looks for a port.
    String host = "127.7.7.7";
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      port = free.getLocalPort();
    }
    RawPeer worker = new RawPeer(host, manager.port());
    worker.ask("register_server :: " + port);
    await().until(() -> metric(manager, "pushes.failed") == 0 && !manager.workers().isEmpty());

    try (RawDaemon late = new RawDaemon(host, port, LIKE_GDSM)) {
      await().until(() -> late.newest().equals("update_servers :: " + host + ":" + port));
    }

    worker.close();
    await().until(() -> manager.workers().isEmpty());
  }

  @Test
  void shouldPushToOthersWhileOneDoesNotAnswer() throws IOException {
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RawDaemon worker = new RawDaemon(LIKE_GDSM);
        RawPeer silent = register(deaf.getLocalPort());
        RawPeer other = register(worker.port())) {
      await().until(() -> worker.newest().contains("127.0.0.1:" + deaf.getLocalPort()));
      assertThat(silent.socket.isClosed()).isFalse();
      assertThat(other.ask("ping")).isEqualTo("pong");
    }
  }

  @Test
  void shouldDropAWorkerThatIsThereAndAnswersNothing() throws Exception {
    await().until(() -> manager.state() == State.LIVE);
    FeedQueue<MembershipChange> changes = manager.changes().queue();
    try (RawDaemon alive = new RawDaemon(LIKE_GDSM);
        RawDaemon frozen = new RawDaemon(line -> line.equals("ping") ? null : "200");
        RawPeer stays = register(alive.port());
        RawPeer goes = register(frozen.port())) {
      String name = "127.0.0.1:" + frozen.port();

      assertThat(goes.line()).isNull();

      await().until(() -> alive.newest().equals(list(alive)));
      assertThat(stays.ask("workers")).isEqualTo("127.0.0.1:" + alive.port());
      assertThat(metric(manager, "frozen")).isEqualTo(1);
      MembershipChange change = changes.poll(60, TimeUnit.SECONDS);
      while (change != null && change.left().isEmpty()) {
        change = changes.poll(60, TimeUnit.SECONDS);
      }
      assertThat(change).isNotNull();
      assertThat(change.cause(name)).isEqualTo(Cause.SILENT);
    }
  }

  /** Its process would need more and more stack. */
  @Test
  void shouldAskOnAnotherConnectionAfterManyLines() throws IOException {
    try (Daemon quick = started(at("127.0.0.1").manager().heartbeat(Duration.ofMillis(10)));
        RawDaemon answers = new RawDaemon(LIKE_GDSM);
        RawPeer worker = new RawPeer(quick.port())) {
      worker.ask("register_server :: " + answers.port());
      await().until(() -> answers.lines.size() > 310);

      // One for the list, one for the first 300 lines, one for the next.
      assertThat(answers.connections()).isEqualTo(3);
      assertThat(worker.ask("workers")).isEqualTo("127.0.0.1:" + answers.port());
    }
  }

  @Test
  void shouldSayThatAWorkerIsLostWhoseConnectionEnds() throws Exception {
    await().until(() -> manager.state() == State.LIVE);
    FeedQueue<MembershipChange> changes = manager.changes().queue();
    RawPeer worker = register(9_000);
    MembershipChange joined = changes.poll(60, TimeUnit.SECONDS);
    worker.close();
    MembershipChange left = changes.poll(60, TimeUnit.SECONDS);

    assertThat(joined.roster().names()).containsExactly("127.0.0.1:9000");
    assertThat(left.roster().members()).isEmpty();
    assertThat(left.cause("127.0.0.1:9000")).isEqualTo(Cause.LOST);
  }

  @Test
  void shouldListAtOnceButBeLiveOnceItHasSettled() throws IOException {
    try (Daemon fresh = started(at("127.0.0.1").manager().settleTime(Duration.ofMinutes(10)));
        RawPeer worker = new RawPeer(fresh.port())) {
      worker.ask("register_server :: 9000");

      assertThat(worker.ask("workers")).isEqualTo("127.0.0.1:9000");
      assertThat(fresh.state()).isEqualTo(State.SYNCING);
      assertThat(fresh.roster().members()).isEmpty();
    }
  }
}
