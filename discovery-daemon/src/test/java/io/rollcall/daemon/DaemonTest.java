package io.rollcall.daemon;

import static io.rollcall.daemon.TestDaemons.address;
import static io.rollcall.daemon.TestDaemons.at;
import static io.rollcall.daemon.TestDaemons.await;
import static io.rollcall.daemon.TestDaemons.manager;
import static io.rollcall.daemon.TestDaemons.started;
import static io.rollcall.daemon.TestDaemons.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The life of a daemon. */
class DaemonTest {
  @Test
  void shouldBeAMembership() throws Exception {
    try (Daemon manager = started(at("127.0.0.1").manager().settleTime(Duration.ZERO));
        Daemon one = worker(manager);
        Daemon other = worker(manager)) {
      assertThat(one.awaitLive(TestDaemons.PATIENCE)).isTrue();
      await().until(() -> one.roster().members().size() == 2);
      await().until(() -> manager.roster().names().equals(one.roster().names()));
      FeedQueue<Roster> rosters = one.rosters().queue();
      assertThat(rosters.poll(60, TimeUnit.SECONDS).names()).contains(address(one), address(other));

      other.close();

      assertThat(rosters.poll(60, TimeUnit.SECONDS).names()).containsExactly(address(one));
    }
  }

  @Test
  void shouldKnowNothingBeforeItStarts() {
    try (Daemon daemon = at("127.0.0.1").manager().build()) {
      assertThat(daemon.state()).isEqualTo(State.SYNCING);
      assertThat(daemon.workers()).isEmpty();
      assertThat(daemon.nodes()).isEmpty();
      assertThat(daemon.clients()).isEmpty();
      assertThat(daemon.metrics()).isEmpty();
      assertThat(daemon.port()).isZero();
      assertThat(daemon.isClosed()).isFalse();
    }
  }

  @Test
  void shouldStartOnce() {
    Daemon daemon = manager();
    assertThatIllegalStateException()
        .isThrownBy(daemon::start)
        .withMessage("it has started already");
    daemon.close();
    daemon.close();
    assertThatIllegalStateException().isThrownBy(daemon::start).withMessage("it was closed");
    assertThat(daemon.isClosed()).isTrue();
    assertThat(daemon.workers()).isEmpty();
    assertThat(daemon.clients()).isEmpty();
  }

  @Test
  void shouldNameThePortThatIsTakenAndStartOnceItIsFree() {
    Daemon first = started(at("127.7.7.9").manager());
    Daemon second = Daemon.builder().host("127.7.7.9").port(first.port()).manager().build();
    assertThatThrownBy(second::start)
        .isInstanceOf(DiscoveryException.class)
        .hasMessageContaining("endpoint 'tcp://127.7.7.9:" + first.port() + "' can't be bound");

    first.close();
    second.start();

    assertThat(second.port()).isEqualTo(first.port());
    second.close();
  }

  @Test
  void shouldRunUntilItIsClosed() throws Exception {
    Daemon daemon = at("127.0.0.1").manager().build();
    CompletableFuture<Void> run =
        CompletableFuture.runAsync(
            () -> {
              try {
                daemon.run();
              } catch (InterruptedException never) {
                throw new IllegalStateException(never);
              }
            });
    await().until(() -> daemon.port() != 0);
    assertThat(run).isNotDone();

    daemon.close();

    run.get(60, TimeUnit.SECONDS);
  }

  @Test
  void shouldEndItsFeedsAndItsThread() throws Exception {
    Daemon manager = started(at("127.0.0.1").manager().settleTime(Duration.ZERO));
    Daemon worker = worker(manager);
    await().until(() -> worker.workers().size() == 1);
    List<String> last = worker.roster().names();
    FeedQueue<Roster> rosters = worker.rosters().queue();

    worker.close();
    manager.close();

    assertThat(worker.state()).isEqualTo(State.STALE);
    assertThat(worker.roster().names()).isEqualTo(last);
    assertThat(rosters.poll(60, TimeUnit.SECONDS).names()).isEqualTo(last);
    assertThat(rosters.ended()).isTrue();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("rollcall-net"));
  }

  @Test
  void shouldBeClosedByAReaderOfItsOwn() throws Exception {
    Daemon manager = manager();
    CompletableFuture<Void> closed = new CompletableFuture<>();
    Daemon worker = worker(manager);
    worker
        .peers()
        .subscribe(
            names -> {
              worker.close();
              closed.complete(null);
            });

    closed.get(60, TimeUnit.SECONDS);

    await().until(() -> manager.workers().isEmpty());
    manager.close();
  }
}
