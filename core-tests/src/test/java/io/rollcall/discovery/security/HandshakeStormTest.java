package io.rollcall.discovery.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.ChosenTransport;
import io.rollcall.discovery.ClientState.Phase;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.ConnectionPool;
import io.rollcall.discovery.agent.Environment;
import io.rollcall.discovery.agent.HostedClient;
import io.rollcall.discovery.agent.SharedClient;
import io.rollcall.discovery.lookup.Resolver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many prove their keys at once, each on a connection of its own. On JeroMQ's transport that costs
 * 13 ms of CPU at either end, so it takes its time; nobody is reported left meanwhile.
 */
class HandshakeStormTest {
  @TempDir Path folder;
  private Secured cluster;
  private Options options;
  private final List<SharedClient> storm = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    KeyFolders keys = new KeyFolders(folder);
    // All of them prove their keys on one thread, which on a busy machine has no time to answer.
    cluster =
        new Secured(
            keys,
            keys.server()
                .withSurveyTime(Duration.ofSeconds(20))
                .withRecvDeadline(Duration.ofSeconds(20)));
    options = keys.client("many");
  }

  @AfterEach
  void close() throws Exception {
    storm.parallelStream().forEach(SharedClient::close);
    cluster.close();
  }

  @Test
  void shouldLetAHundredInAtOnce() {
    assertGetIn(100, Duration.ofMinutes(2));
  }

  @Test
  @Tag("long")
  void shouldLetAThousandInAtOnce() {
    assertGetIn(1_000, Duration.ofMinutes(5));
  }

  private void assertGetIn(int many, Duration patience) {
    for (int i = 0; i < many; i++) {
      // Connections of one are not shared with those of another.
      ConnectionPool own =
          new ConnectionPool(
              ChosenTransport.of(Resolver.SYSTEM, options), (Environment) options.environment());
      Member self = Member.named("storm" + i);
      storm.add(
          own.client(
              cluster.server.urlServer(),
              new HostedClient(
                  self.name(), Incarnation.of(i, UUID.randomUUID()), "", self, state -> {})));
    }
    await().atMost(patience).until(() -> cluster.subscriber.roster().members().size() > many);

    assertThat(cluster.member.clientState().phase()).isEqualTo(Phase.JOINED);
    for (MembershipChange change : cluster.changes) {
      assertThat(change.left())
          .describedAs(
              change.left().stream().map(each -> change.cause(each.name())).toList().toString())
          .isEmpty();
    }
  }
}
