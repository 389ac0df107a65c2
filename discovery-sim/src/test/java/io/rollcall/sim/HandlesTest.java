package io.rollcall.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.ClientWithSub;
import io.rollcall.discovery.ExpiringMembership;
import io.rollcall.discovery.Explanations;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.State;
import io.rollcall.discovery.Subscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The library's handles, in virtual time. */
class HandlesTest {
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
  private static final String SURVEY = "tcp://server:5550";
  private static final String PUB_SUB = "tcp://server:5551";

  private final World world = new World(1);
  private final TcpNetwork network = SimNetwork.ofOctets(world, Options.defaults());
  private final Host serverHost = network.host("server");
  private final Host appHost = network.host("app");
  private final HostProcess serverProcess = network.process(serverHost);
  private final HostProcess app = network.process(appHost);
  private final Options options = app.options(Options.defaults());
  private final Server server =
      Server.start("tcp://*:5550", PUB_SUB, serverProcess.options(Options.defaults()));
  private final List<AutoCloseable> open = new ArrayList<>(List.of(server));

  private <T extends AutoCloseable> T closedLater(T handle) {
    open.add(0, handle);
    return handle;
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private void go(Duration by) {
    long end = world.now() + by.toNanos();
    boolean more = true;
    while (more) {
      world.deliver();
      more = world.step(end);
    }
  }

  private ClientWithSub start(String name) {
    return closedLater(ClientWithSub.start(SURVEY, PUB_SUB, Member.named(name), options));
  }

  @Test
  void shouldJoinAndSeeWhileTheTestWaits() throws Exception {
    ClientWithSub client = start("a");
    assertThat(client.awaitJoined(TEN_SECONDS)).isTrue();
    assertThat(client.awaitLive(TEN_SECONDS)).isTrue();
    assertThat(client.roster().names()).containsExactly("a");
    assertThat(server.roster().names()).containsExactly("a");
    assertThat(world.now()).isLessThan(TEN_SECONDS.toNanos());
  }

  @Test
  void shouldLetAWaitInVainTakeItsTimeAndNoOther() throws Exception {
    serverProcess.kill();
    ClientWithSub client = start("a");
    assertThat(client.awaitJoined(TEN_SECONDS)).isFalse();
    assertThat(world.now()).isEqualTo(TEN_SECONDS.toNanos());
  }

  @Test
  void shouldFindAHostThatComesLater() throws Exception {
    Client client = closedLater(Client.start("tcp://later:5550", Member.named("a"), options));
    assertThat(client.awaitJoined(TEN_SECONDS)).isFalse();

    HostProcess later = network.process(network.host("later"));
    closedLater(
        Server.start("tcp://*:5550", "tcp://later:5551", later.options(Options.defaults())));
    assertThat(client.awaitJoined(Duration.ofSeconds(16))).isTrue();
  }

  @Test
  void shouldLetAViewExpireInVirtualTime() throws Exception {
    ClientWithSub client = start("a");
    ExpiringMembership view = closedLater(client.expiring(Duration.ofHours(1)));
    assertThat(client.awaitLive(TEN_SECONDS)).isTrue();
    serverProcess.kill();

    go(Duration.ofMinutes(59));
    assertThat(client.state()).isEqualTo(State.STALE);
    assertThat(view.roster().names()).containsExactly("a");

    go(Duration.ofMinutes(2));
    assertThat(view.roster().names()).isEmpty();
  }

  @Test
  void shouldLeaveBeforeItsCloseReturns() {
    Client client = closedLater(Client.start("tcp://server:5550", Member.named("a"), options));
    go(Duration.ofSeconds(5));
    client.close();
    go(Duration.ofMillis(20));
    assertThat(client.clientState().phase()).isEqualTo(ClientState.Phase.CLOSED);
    assertThat(server.roster().names()).isEmpty();
  }

  @Test
  void shouldRemoveWhoCanNotBeHeardAndTakeItBack() throws Exception {
    ClientWithSub client = start("a");
    Subscriber other =
        closedLater(
            Subscriber.start(
                PUB_SUB, network.process(network.host("other")).options(Options.defaults())));
    assertThat(other.awaitLive(TEN_SECONDS)).isTrue();
    network.cut(appHost, serverHost);
    go(Options.defaults().silenceBound().plusSeconds(1));
    assertThat(client.state()).isEqualTo(State.STALE);
    assertThat(other.roster().names()).isEmpty();
    network.heal(appHost, serverHost);
    go(TEN_SECONDS);
    assertThat(client.state()).isEqualTo(State.LIVE);
    assertThat(other.roster().names()).containsExactly("a");
  }

  @Test
  void shouldHandOverWhatAQueueWaitsFor() throws Exception {
    FeedQueue<List<String>> peers = start("a").peers().queue();
    assertThat(peers.take()).containsExactly("a");
    assertThat(peers.poll(Duration.ofHours(1))).isNull();
    start("b");
    assertThat(peers.poll(TEN_SECONDS)).containsExactly("a", "b");
  }

  @Test
  void shouldCallReadersAsTimePasses() throws Exception {
    List<List<String>> seen = new ArrayList<>();
    List<List<String>> view = new ArrayList<>();
    ClientWithSub client = start("a");
    client.peers().subscribe(seen::add);
    client.where(any -> true).peers().subscribe(view::add);
    assertThat(seen).isEmpty();
    go(TEN_SECONDS);
    assertThat(seen).containsExactly(List.of("a"));
    assertThat(view).isEqualTo(seen);
  }

  @Test
  void shouldWaitInACallback() {
    List<Boolean> joined = new ArrayList<>();
    ClientWithSub client = start("a");
    client
        .peers()
        .subscribe(
            names -> {
              if (names.equals(List.of("a"))) {
                client.close();
                joined.add(client.isClosed());
              }
            });
    go(TEN_SECONDS);
    assertThat(joined).containsExactly(true);
    assertThat(server.roster().names()).isEmpty();
  }

  @Test
  void shouldExplainToWhoAsksFromElsewhere() throws Exception {
    start("a").awaitJoined(TEN_SECONDS);
    assertThat(server.explain("a").accounts()).hasSize(1);
    Explanations answers = Explanations.ask(SURVEY, "a", Duration.ofSeconds(2), options);
    assertThat(answers.answers()).hasSize(1);
  }

  @Test
  void shouldLoseWhoWasKilledAndLetItsHandlesBeClosed() throws Exception {
    ClientWithSub client = start("a");
    client.awaitLive(TEN_SECONDS);
    app.kill();
    go(Duration.ofSeconds(1));
    assertThat(server.roster().names()).isEmpty();
    long before = world.now();
    client.close();
    assertThat(world.now()).isEqualTo(before);
    assertThatThrownBy(() -> start("b"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'app'");
  }

  @Test
  void shouldNotWaitOnAHostThatIsPaused() {
    ClientWithSub client = start("a");
    appHost.pause();
    assertThatThrownBy(() -> client.awaitLive(TEN_SECONDS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'app'");
    appHost.resume();
  }

  @Test
  void shouldStartAServerAgainAtItsPorts() throws Exception {
    ClientWithSub client = start("a");
    client.awaitLive(TEN_SECONDS);
    server.close();
    go(Duration.ofSeconds(1));
    assertThat(client.state()).isEqualTo(State.STALE);
    Server next =
        closedLater(Server.start(SURVEY, PUB_SUB, serverProcess.options(Options.defaults())));
    assertThat(client.awaitLive(TEN_SECONDS)).isTrue();
    assertThat(next.roster().names()).containsExactly("a");
  }

  @Test
  void shouldStartNoThread() throws Exception {
    List<String> before = threads();
    start("a").awaitLive(TEN_SECONDS);
    assertThat(threads()).isEqualTo(before);
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("rollcall"))
        .sorted()
        .toList();
  }
}
