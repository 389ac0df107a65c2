package io.rollcall.discovery.security;

import static io.rollcall.discovery.security.Secured.ANY;
import static io.rollcall.discovery.security.Secured.PATIENCE;
import static io.rollcall.discovery.security.Secured.awaitRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.ClientWithSub;
import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.State;
import io.rollcall.discovery.Subscriber;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has a key that is trusted is let in; who has not is not, knows it, and disturbs nobody. */
class SecurityTest {
  @TempDir static Path folder;
  private static KeyFolders keys;
  private static Secured cluster;

  private final List<AutoCloseable> opened = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    keys = new KeyFolders(folder);
    cluster = new Secured(keys);
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    cluster.awaitNames("member");
    cluster.changes.clear();
  }

  @Test
  void shouldLetClientsAndSubscribersWithTrustedKeysSeeEachOther() throws Exception {
    ClientWithSub both =
        open(
            ClientWithSub.start(
                cluster.server.urlServer(),
                cluster.server.urlPubSub(),
                Member.named("both"),
                keys.client("both")));
    cluster.awaitNames("both", "member");
    assertThat(both.awaitLive(PATIENCE)).isTrue();
    assertThat(both.roster().names()).containsExactly("both", "member");

    both.close();
    cluster.awaitNames("member");
  }

  @Test
  void shouldRefuseAKeyThatIsNotTrusted() throws Exception {
    keys.create("stranger");
    Client stranger = client("stranger", keys.untrusted("stranger"));

    awaitRefused(stranger, "does not trust the key");
    cluster.assertUndisturbed();
  }

  @Test
  void shouldRefuseWhoTakesTheServerForAnother() throws Exception {
    KeyFolders elsewhere = new KeyFolders(folder.resolve("elsewhere"));
    Client stranger = client("stranger", elsewhere.client("stranger"));

    awaitRefused(stranger, "proves none of the 1 trusted keys");
    cluster.assertUndisturbed();
  }

  @Test
  void shouldRefusePlainTraffic() throws Exception {
    Client stranger = client("stranger", KeyFolders.brisk());

    awaitRefused(stranger, "asks for a key");
    cluster.assertUndisturbed();
  }

  @Test
  void shouldShowNothingToASubscriberWithoutATrustedKey() throws Exception {
    keys.create("listener");
    Subscriber unknown = subscriber(keys.untrusted("listener"));
    Subscriber plain = subscriber(KeyFolders.brisk());

    cluster.assertUndisturbed();
    assertThat(unknown.state()).isEqualTo(State.SYNCING);
    assertThat(plain.state()).isEqualTo(State.SYNCING);
    assertThat(unknown.roster().names()).isEmpty();
    assertThat(plain.roster().names()).isEmpty();
  }

  private Client client(String name, Options options) {
    return open(Client.start(cluster.server.urlServer(), Member.named(name), options));
  }

  private <T extends AutoCloseable> T open(T made) {
    opened.add(made);
    return made;
  }

  private Subscriber subscriber(Options options) {
    return open(Subscriber.start(cluster.server.urlPubSub(), options));
  }

  @Test
  void shouldNotSpeakToAServerThatProvesNothing() throws Exception {
    try (Server plain = Server.start(ANY, ANY, KeyFolders.brisk());
        Client secured =
            Client.start(plain.urlServer(), Member.named("a"), keys.client("secured"))) {
      awaitRefused(secured, "has no security");
      assertThat(plain.roster().names()).isEmpty();
    }
  }

  @Test
  void shouldBindANameToTheKeyThatTookIt() throws Exception {
    Client owner = client("bound", keys.client("owner"));
    cluster.awaitNames("bound", "member");
    cluster.changes.clear();
    Client thief = client("bound", keys.client("thief"));

    awaitRefused(thief, "name 'bound' is bound to another key");
    cluster.assertUndisturbed();

    owner.close();
    assertThat(thief.awaitJoined(PATIENCE)).isTrue();
  }

  @Test
  void shouldNameTheFileThatCanNotBeRead() {
    Path missing = folder.resolve("missing.key_secret");
    assertThatThrownBy(
            () ->
                Server.start(
                    ANY,
                    ANY,
                    Options.defaults().withSecurity(Security.curve(missing, keys.clients()))))
        .isInstanceOf(DiscoveryException.class)
        .hasMessageContaining(missing.toString());
    assertThatThrownBy(
            () ->
                Client.start(
                    ANY.replace(":0", ":1"),
                    Member.named("a"),
                    Options.defaults()
                        .withSecurity(Security.curve(keys.secretKey("member"), missing))))
        .isInstanceOf(DiscoveryException.class)
        .hasMessageContaining(missing.toString());
  }
}
