package io.rollcall.discovery.security;

import static io.rollcall.discovery.security.Secured.PATIENCE;
import static io.rollcall.discovery.security.Secured.awaitRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.State;
import io.rollcall.discovery.Subscriber;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a server trusts may change while it runs, and nobody else notices. */
class TrustTest {
  @TempDir Path folder;
  private KeyFolders keys;
  private Secured cluster;

  @BeforeEach
  void start() throws Exception {
    keys = new KeyFolders(folder);
    cluster = new Secured(keys);
  }

  @AfterEach
  void close() throws Exception {
    cluster.close();
  }

  @Test
  void shouldLetWhoWasRefusedInOnceItsKeyIsTrusted() throws Exception {
    keys.create("late");
    Client late = cluster.client("late", keys.untrusted("late"));
    Subscriber lateSubscriber =
        cluster.open(Subscriber.start(cluster.server.urlPubSub(), keys.untrusted("late")));
    awaitRefused(late, "does not trust the key");

    keys.trust("late");

    assertThat(late.awaitJoined(PATIENCE)).isTrue();
    assertThat(lateSubscriber.awaitLive(PATIENCE)).isTrue();
    MembershipChange change = cluster.next();
    assertThat(change.joined()).extracting(Member::name).containsExactly("late");
  }

  @Test
  void shouldCutOffWhoseKeyIsTrustedNoMore() throws Exception {
    Client former = cluster.client("former", keys.client("former"));
    Subscriber watching =
        cluster.open(Subscriber.start(cluster.server.urlPubSub(), keys.client("former")));
    assertThat(former.awaitJoined(PATIENCE)).isTrue();
    assertThat(watching.awaitLive(PATIENCE)).isTrue();
    cluster.awaitNames("former", "member");
    cluster.changes.clear();

    keys.distrust("former");

    MembershipChange change = cluster.next();
    assertThat(change.left()).extracting(Member::name).containsExactly("former");
    awaitRefused(former, "does not trust the key");
    await().atMost(PATIENCE).until(() -> watching.state() == State.STALE);
    long version = watching.roster().version();
    cluster.assertUndisturbed();
    assertThat(watching.roster().version()).isEqualTo(version);
  }

  /** Not even one that has the client's own key, as where all share one. */
  @Test
  void shouldTrustNoServerWithoutATrustedKey() throws Exception {
    keys.trust("server");
    keys.distrustServer("server");
    Client trusting = cluster.client("trusting", keys.untrusted("server"));

    awaitRefused(trusting, "this side trusts no key");
  }

  @Test
  void shouldPassOverFilesThatAreNoCertificates() throws Exception {
    Files.writeString(keys.clients().resolve("half.key"), "curve\n    public-key = \"abc");
    Files.writeString(keys.clients().resolve("no-z85.key"), key("~".repeat(40)));
    Files.writeString(keys.clients().resolve("empty.key"), "");
    Files.write(keys.clients().resolve("binary.key"), new byte[] {0, -1, 13, 10, -128});
    Files.createDirectory(keys.clients().resolve("folder.key"));

    cluster.assertUndisturbed();
  }

  @Test
  void shouldReadWhatPyzmqWrites() throws Exception {
    keys.create("python");
    String publicKey =
        Files.readAllLines(keys.secretKey("python")).stream()
            .filter(line -> line.contains("public-key"))
            .findFirst()
            .orElseThrow();
    List<String> asPyzmq =
        List.of(
            "#   ****  Generated on 2026-11-25 10:00:00 by pyzmq  ****",
            "#   ZeroMQ CURVE Public Certificate",
            "",
            "metadata",
            "curve",
            publicKey);
    Files.write(keys.clients().resolve("python.key"), asPyzmq);

    Client client = cluster.client("python", keys.untrusted("python"));
    assertThat(client.awaitJoined(PATIENCE)).isTrue();
  }

  private static String key(String z85) {
    return "curve\n    public-key = \"" + z85 + "\"\n";
  }
}
