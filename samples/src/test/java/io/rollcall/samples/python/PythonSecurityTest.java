package io.rollcall.samples.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Keys;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** pyzmq and libzmq, with CURVE, and a secured server: keys of one are read by the other. */
class PythonSecurityTest {
  @RegisterExtension final Python python = new Python();
  @TempDir Path folder;
  private Server server;

  @BeforeEach
  void start() throws Exception {
    for (String name : new String[] {"server", "trusted", "stranger"}) {
      Keys.create(folder, name);
    }
    Path clients = Files.createDirectory(folder.resolve("clients"));
    Files.copy(folder.resolve("trusted.key"), clients.resolve("trusted.key"));
    server =
        python.server(
            Options.local()
                .withMisses(25)
                .withSettleTime(Duration.ofMillis(500))
                .withSecurity(Security.curve(folder.resolve("server.key_secret"), clients)));
  }

  @Test
  void shouldLetPythonWithATrustedKeyJoinAndListen() throws Exception {
    Script subscriber = run("subscriber.py", server.urlPubSub(), "trusted");
    Script client = run("client.py", server.urlServer(), "trusted", "a");

    client.awaitLine("joined 1");
    await().until(() -> subscriber.lines().stream().anyMatch(line -> line.contains("joined a")));
    assertThat(client.stop()).isZero();
    await().until(() -> server.roster().members().isEmpty());
  }

  @Test
  void shouldLetNobodyElseIn() throws Exception {
    Script stranger = run("client.py", server.urlServer(), "stranger", "stranger");
    Script plain = python.run("client.py", server.urlServer(), "plain");
    Script client = run("client.py", server.urlServer(), "trusted", "a");

    client.awaitLine("joined 1");
    assertThat(server.roster().members()).extracting(Member::name).containsExactly("a");
    assertThat(stranger.lines()).isEmpty();
    assertThat(plain.lines()).isEmpty();
  }

  private Script run(String program, String url, String key, String... name) throws Exception {
    String own = folder.resolve(key + ".key_secret").toString();
    String servers = folder.resolve("server.key").toString();
    return name.length == 0
        ? python.run(program, url, "--keys", own, servers)
        : python.run(program, url, name[0], "--keys", own, servers);
  }
}
