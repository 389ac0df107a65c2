package io.rollcall.discovery;

import static io.rollcall.discovery.Brisk.PATIENCE;
import static io.rollcall.discovery.Brisk.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Refusal.Reason;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Message.Refused;
import io.rollcall.discovery.wire.Message.Survey;
import io.rollcall.discovery.wire.Message.Welcome;
import io.rollcall.discovery.zmtp.RawClient;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guarantees 2, 3, 9 and 11 over real sockets, with clients that misbehave. */
class DepartureTest {
  private Server server;
  private Subscriber subscriber;
  private FeedQueue<MembershipChange> changes;

  @BeforeEach
  void start() {
    server = Brisk.server();
    subscriber = Subscriber.start(server.urlPubSub());
    changes = subscriber.changes().queue();
  }

  @AfterEach
  void close() {
    changes.close();
    subscriber.close();
    server.close();
  }

  @Test
  void shouldLoseWhoDropsItsConnectionWithoutAWord() throws Exception {
    RawClient client = new RawClient(server.urlServer());
    client.join("a");
    assertThat(next(changes).joined()).hasSize(1);
    client.close();

    assertThat(next(changes).cause("a")).isEqualTo(Cause.LOST);
  }

  @Test
  void shouldRemoveTheSilentAndTakeItsNextWordAsAJoin() throws Exception {
    try (RawClient client = new RawClient(server.urlServer())) {
      client.join("a");
      next(changes);
      assertThat(next(changes).cause("a")).isEqualTo(Cause.SILENT);

      client.answer(client.await(Survey.class));
      assertThat(next(changes).joined()).hasSize(1);
      assertThat(client.await(Welcome.class).session().number()).isEqualTo(2);
    }
  }

  /** An answer after its deadline wedged the ancestor for good. */
  @Test
  void shouldGoOnAfterALateAnswer() throws Exception {
    try (RawClient late = new RawClient(server.urlServer())) {
      late.join("late");
      next(changes);
      Survey first = late.await(Survey.class);
      Survey second = late.await(Survey.class);
      assertThat(second.round()).isGreaterThan(first.round());
      late.answer(first);

      RawClient other = new RawClient(server.urlServer());
      other.join("other");
      // Who joins and leaves before a slow reader has heard of it is no change at all.
      awaitChange(MembershipChange::joined, "other");
      other.close();
      MembershipChange change = awaitChange(MembershipChange::left, "other");
      assertThat(change.cause("other")).isEqualTo(Cause.LOST);
    }
  }

  /** The next change that has this name in this list. */
  private MembershipChange awaitChange(Function<MembershipChange, List<Member>> list, String name)
      throws InterruptedException {
    MembershipChange change = next(changes);
    while (list.apply(change).stream().noneMatch(member -> member.name().equals(name))) {
      change = next(changes);
    }
    return change;
  }

  /** Of two clients of one name one could leave the ancestor unseen. */
  @Test
  void shouldSeeEachOfTwoClientsOfOneNameLeave() throws Exception {
    try (Client older =
        Client.start(server.urlServer(), Member.named("a").withType("older"), Options.defaults())) {
      assertThat(next(changes).joined()).extracting(Member::type).containsExactly("older");
      // The later start holds the name; clocks have milliseconds.
      long started = older.self().since().orElseThrow().toEpochMilli();
      await().until(() -> System.currentTimeMillis() > started);
      Client newer =
          Client.start(server.urlServer(), Member.named("a").withType("newer"), Options.defaults());
      assertThat(next(changes).updated()).extracting(Member::type).containsExactly("newer");
      newer.close();
      assertThat(next(changes).updated()).extracting(Member::type).containsExactly("older");
      older.close();
      assertThat(next(changes).left()).extracting(Member::type).containsExactly("older");
    }
  }

  @Test
  void shouldTellWhoIsRefusedWhy() throws Exception {
    try (Client red =
            Client.start(
                server.urlServer(), Member.named("a"), Options.defaults().withCluster("red"));
        FeedQueue<ClientState> states = red.clientStates().queue()) {
      ClientState state = states.take();
      while (state.phase() != ClientState.Phase.REFUSED) {
        state = states.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      Refusal refusal = state.refusal().orElseThrow();
      assertThat(refusal.reason()).isEqualTo(Reason.CLUSTER);
      assertThat(refusal.detail()).contains("'red'");
      assertThat(server.roster().members()).isEmpty();
    }
  }

  @Test
  void shouldRefuseAForeignVersionAndAForeignName() {
    try (RawClient client = new RawClient(server.urlServer())) {
      byte[] hello = Codec.encode(new Hello("", client.session(), 0, Member.named("a")));
      hello[2] = 9;
      client.send(hello);
      assertThat(client.await(Refused.class).refusal().reason()).isEqualTo(Reason.VERSION);
    }
  }

  @Test
  void shouldDropWhatItCannotReadAndKeepEverybody() throws Exception {
    // One that answers surveys: however long this takes, it must not leave.
    try (Client client = Client.start(server.urlServer(), "a");
        RawClient stranger = new RawClient(server.urlServer())) {
      assertThat(client.awaitJoined(PATIENCE)).isTrue();
      next(changes);
      for (int i = 0; i < 1_000; i++) {
        stranger.send(new byte[] {(byte) i, 2, 3});
        stranger.send(new byte[0]);
      }
      stranger.join("b");
      assertThat(next(changes).joined()).extracting(Member::name).containsExactly("b");
    }
  }
}
