package io.rollcall.discovery.conformance;

import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Keys;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.agent.Transport.BoundAgent;
import io.rollcall.discovery.agent.Transport.ConnectedAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With CURVE: each side trusts the key of the other alone. */
class LibzmqCurveTest extends LibzmqContract {
  @TempDir static Path folder;

  LibzmqCurveTest() {
    super(
        Options.defaults().withSecurity(Security.curve(secret("ours"), trusted("theirs"))),
        keys("theirs", "ours"));
  }

  @BeforeAll
  static void create() throws IOException {
    for (String name : new String[] {"ours", "theirs", "strange"}) {
      Keys.create(folder, name);
      Files.createDirectory(trusted(name));
      Files.copy(folder.resolve(name + ".key"), trusted(name).resolve(name + ".key"));
    }
  }

  private static Path secret(String name) {
    return folder.resolve(name + ".key_secret");
  }

  /** A folder with the key of one. */
  private static Path trusted(String name) {
    return folder.resolve("trusts-" + name);
  }

  private static String[] keys(String own, String trusted) {
    return new String[] {"--keys", secret(own).toString(), trusted(trusted).toString()};
  }

  private LibzmqPeer peer(String own, String trusted, String... arguments) throws IOException {
    return peerWith(keys(own, trusted), arguments);
  }

  private void awaitToldMatching(String what) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> told().stream().anyMatch(each -> each.matches(what)));
  }

  @Test
  void shouldNotLetAKeyInThatItDoesNotTrust() throws Exception {
    try (BoundAgent open = server();
        LibzmqPeer dealer = peer("strange", "ours", "dealer", "connect", open.urlServer())) {
      dealer.say("hello");
      awaitToldMatching("dropped a connection from .*: its key .* is not trusted");
    }
  }

  @Test
  void shouldLearnThatItsKeyIsNotTrusted() throws Exception {
    try (LibzmqPeer router = peer("theirs", "strange", "router", "bind", "tcp://127.0.0.1:*");
        ConnectedAgent open = client(router)) {
      awaitToldMatching("refused 0, KEY: .* does not trust the key .* .status 400.");
    }
  }

  @Test
  void shouldNotTalkToAServerWhoseKeyItDoesNotTrust() throws Exception {
    try (LibzmqPeer router = peer("strange", "ours", "router", "bind", "tcp://127.0.0.1:*");
        ConnectedAgent open = client(router)) {
      awaitToldMatching("refused 0, KEY: .* proves none of the 1 trusted keys");
    }
  }
}
