package io.rollcall.discovery.hostile;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.ClientState.Phase;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Limits;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.State;
import io.rollcall.discovery.Subscriber;
import io.rollcall.processes.OwnLoopback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A server, 200 members and a subscriber that sees every change: those who must notice nothing
 * while others attack. Nobody's patience is short, so that what is noticed is the attack.
 */
final class Crowd implements AutoCloseable {
  static final int SIZE = 200;
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ANY = OwnLoopback.ANY;

  final Server server;
  final Subscriber subscriber;
  private final Queue<Client> clients = new ConcurrentLinkedQueue<>();
  private final FeedQueue<MembershipChange> changes;
  private final List<Thread> threads;
  private int newcomers;
  private boolean disturbed;

  Crowd() {
    this(ofMillis(50));
  }

  /** With another pause between surveys: the shorter it is, the more a connection may say. */
  Crowd(Duration pollTime) {
    Options options =
        Options.defaults()
            .withPollTime(pollTime)
            .withSurveyTime(Duration.ofSeconds(3))
            .withRecvDeadline(Duration.ofSeconds(3))
            .withSettleTime(ofMillis(500))
            .withPulse(Duration.ofSeconds(2))
            .withLimits(Limits.defaults().withHalfOpen(4_000));
    server = Server.start(ANY, ANY, options);
    subscriber = Subscriber.start(server.urlPubSub());
    for (int i = 0; i < SIZE; i++) {
      clients.add(Client.start(server.urlServer(), "member%03d".formatted(i)));
    }
    await().atMost(PATIENCE).until(() -> isWhole() && isLive());
    changes = subscriber.changes().queue();
    changes.clear();
    threads = threads();
  }

  /** A client becomes one of the crowd. */
  void admit(Client client) {
    clients.add(client);
    nextIs(client.self().name(), MembershipChange::joined);
  }

  /** After an attack has succeeded no other is worth its time. */
  void beginAttack() {
    assumeFalse(disturbed, "an earlier attack succeeded");
    disturbed = true;
  }

  /**
   * Nothing has changed, nobody has lost a thread, and a newcomer can join, stay for some rounds
   * and leave. What was sent before has been read when the newcomer is seen.
   */
  void assertUndisturbed(int rounds) {
    assertLetsIn(rounds);
    // The server's own view may be a moment behind its subscribers'.
    await().atMost(PATIENCE).pollDelay(ZERO).pollInterval(ofMillis(1)).until(this::isWhole);
    assertThat(server.state()).isEqualTo(State.LIVE);
    assertThat(subscriber.state()).isEqualTo(State.LIVE);
    assertThat(clients)
        .extracting(client -> client.clientState().phase())
        .containsOnly(Phase.JOINED);
    assertThat(threads).allMatch(Thread::isAlive);
    disturbed = false;
  }

  /** As above, where strangers may have joined or left, of any name but the members'. */
  void assertWholeBesideStrangers() {
    String name = "newcomer" + ++newcomers;
    try (RawMember newcomer = new RawMember(server.urlServer(), name).join()) {
      // Else both may go out together, and be no change at all.
      awaitBesideStrangers(name, MembershipChange::joined);
      newcomer.leave();
    }
    awaitBesideStrangers(name, MembershipChange::left);
    assertThat(subscriber.roster().names()).containsAll(names());
    assertThat(threads).allMatch(Thread::isAlive);
  }

  private void awaitBesideStrangers(String name, Function<MembershipChange, List<Member>> what) {
    MembershipChange change;
    do {
      change = next();
      assertThat(change.left()).extracting(Member::name).doesNotContainAnyElementsOf(names());
      assertThat(change.updated()).extracting(Member::name).doesNotContainAnyElementsOf(names());
    } while (what.apply(change).stream().noneMatch(member -> member.name().equals(name)));
  }

  private void assertLetsIn(int rounds) {
    String name = "newcomer" + ++newcomers;
    try (RawMember newcomer = new RawMember(server.urlServer(), name).join()) {
      nextIs(name, MembershipChange::joined);
      newcomer.stay(rounds);
      newcomer.leave();
    }
    nextIs(name, MembershipChange::left);
  }

  /** The subscriber's next change is this one alone. */
  void nextIs(String name, Function<MembershipChange, List<Member>> what) {
    MembershipChange change = next();
    assertThat(change.joined().size() + change.updated().size() + change.left().size())
        .as("changes in %s", change)
        .isEqualTo(1);
    assertThat(what.apply(change)).as("%s", change).extracting(Member::name).containsExactly(name);
  }

  MembershipChange next() {
    try {
      MembershipChange change = changes.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(change).as("the next change").isNotNull();
      return change;
    } catch (InterruptedException over) {
      throw new AssertionError(over);
    }
  }

  /** Some member of the crowd. */
  Member anyMember() {
    return clients.element().self();
  }

  private boolean isLive() {
    return server.state() == State.LIVE && subscriber.state() == State.LIVE;
  }

  private boolean isWhole() {
    return subscriber.roster().names().equals(names()) && server.roster().names().equals(names());
  }

  List<String> names() {
    return new ArrayList<>(
        clients.stream()
            .map(client -> client.self().name())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().matches("(iothread|reaper)-.*|rollcall-(server|clients)"))
        .toList();
  }

  @Override
  public void close() {
    clients.parallelStream().forEach(Client::close);
    changes.close();
    subscriber.close();
    server.close();
  }
}
