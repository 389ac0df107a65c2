package io.rollcall.discovery.security;

import static io.rollcall.discovery.security.Secured.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.ClientState.Phase;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.State;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server gets another key, and nobody sees an event: clients trust both for a while. */
class KeyRotationTest {
  @TempDir Path folder;
  private KeyFolders keys;
  private Secured cluster;

  @BeforeEach
  void start() throws Exception {
    keys = new KeyFolders(folder);
    cluster = new Secured(keys);
    keys.createServer("next");
  }

  @AfterEach
  void close() throws Exception {
    cluster.close();
  }

  @Test
  void shouldProveTheNewKeyToWhoComesWhileTheOthersStay() throws Exception {
    keys.client("probe");
    keys.replace("server", "next");
    // Who trusts the old key alone is let in until the server has read the new one.
    await().atMost(PATIENCE).until(() -> phaseOfWhoTrustsTheOldKeyAlone() == Phase.REFUSED);
    cluster.changes.clear();

    cluster.assertUndisturbed();
    assertThat(cluster.subscriber.state()).isEqualTo(State.LIVE);
  }

  private Phase phaseOfWhoTrustsTheOldKeyAlone() throws Exception {
    try (Client probe =
        Client.start(
            cluster.server.urlServer(), Member.named("probe"), keys.trusting("probe", "server"))) {
      await().atMost(PATIENCE).until(() -> probe.clientState().phase() != Phase.JOINING);
      return probe.clientState().phase();
    }
  }

  @Test
  void shouldBeNoEventWhenTheServerStartsAgainWithTheNewKey() throws Exception {
    String urlServer = cluster.server.urlServer();
    String urlPubSub = cluster.server.urlPubSub();
    cluster.server.close();
    try (Server next = Server.start(urlServer, urlPubSub, keys.server("next"))) {
      await()
          .atMost(PATIENCE)
          .until(() -> next.state() == State.LIVE && next.roster().names().contains("member"));
      await().atMost(PATIENCE).until(() -> cluster.subscriber.state() == State.LIVE);
      assertThat(cluster.changes).isEmpty();

      keys.distrustServer("server");
      cluster.client("newcomer", keys.client("newcomer"));
      cluster.awaitNames("member", "newcomer");
    }
  }
}
