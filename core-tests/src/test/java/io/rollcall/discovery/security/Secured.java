package io.rollcall.discovery.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.ClientState.Phase;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Refusal.Reason;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Subscriber;
import io.rollcall.processes.OwnLoopback;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A secured server, a member and a subscriber who shall notice nothing. */
final class Secured implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final String ANY = OwnLoopback.ANY;

  final KeyFolders keys;
  private final List<AutoCloseable> open = new ArrayList<>();
  final Server server;
  final Client member;
  final Subscriber subscriber;
  final FeedQueue<MembershipChange> changes;
  private int newcomers;

  Secured(KeyFolders keys) throws Exception {
    this(keys, keys.server());
  }

  /** With other options of the server, which have its keys. */
  Secured(KeyFolders keys, Options ofServer) throws Exception {
    this.keys = keys;
    server = open(Server.start(ANY, ANY, ofServer));
    member = client("member", keys.client("member"));
    subscriber = open(Subscriber.start(server.urlPubSub(), keys.client("subscriber")));
    assertThat(member.awaitJoined(PATIENCE)).isTrue();
    assertThat(subscriber.awaitLive(PATIENCE)).isTrue();
    awaitNames("member");
    changes = subscriber.changes().queue();
    changes.clear();
  }

  Client client(String name, Options options) {
    return open(Client.start(server.urlServer(), Member.named(name), options));
  }

  void awaitNames(String... names) {
    await().atMost(PATIENCE).until(() -> subscriber.roster().names().equals(List.of(names)));
  }

  static void awaitRefused(Client client, String why) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              ClientState state = client.clientState();
              assertThat(state.phase()).isEqualTo(Phase.REFUSED);
              assertThat(state.refusal().orElseThrow().reason()).isEqualTo(Reason.KEY);
              assertThat(state.refusal().orElseThrow().detail()).contains(why);
            });
  }

  /** Nobody saw anything, and a newcomer with a key joins, and leaves. */
  void assertUndisturbed() throws IOException, InterruptedException {
    String name = "newcomer" + ++newcomers;
    try (Client newcomer =
        Client.start(server.urlServer(), Member.named(name), keys.client("newcomer"))) {
      MembershipChange change = next();
      assertThat(change.joined()).extracting(Member::name).containsExactly(newcomer.self().name());
      assertThat(change.left()).isEmpty();
      assertThat(member.clientState().phase()).isEqualTo(Phase.JOINED);
    }
    assertThat(next().left()).extracting(Member::name).containsExactly(name);
  }

  MembershipChange next() throws InterruptedException {
    MembershipChange change = changes.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(change).as("the next change").isNotNull();
    return change;
  }

  <T extends AutoCloseable> T open(T opened) {
    open.add(0, opened);
    return opened;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }
}
