package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Program.Result;
import io.rollcall.discovery.Client;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.processes.Leash;
import io.rollcall.processes.SearchPath;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HaproxyCommandTest {
  private static final String CONFIG =
      """
      global
        stats socket DIR/admin level admin
      defaults
        mode http
        timeout connect 5s
        timeout client 5s
        timeout server 5s
      backend app
        balance roundrobin
      """;

  @TempDir private Path folder;

  @Test
  void shouldKeepARealHaproxyEqualToTheMembers() throws Exception {
    boolean isThere = SearchPath.has("haproxy");
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(isThere, "haproxy is not installed");
    }
    Path config = folder.resolve("haproxy.cfg");
    Files.writeString(config, CONFIG.replace("DIR", folder.toString()));
    Process haproxy =
        new ProcessBuilder(Leash.command(List.of("haproxy", "-db", "-f", config.toString())))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try (Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0", Pace.BRISK);
        Program follower =
            Program.start(
                "haproxy",
                "--api=unix://" + folder.resolve("admin"),
                "--backend=app",
                "--prefix=r-",
                "--type=web",
                "--url-pubsub=" + server.urlPubSub());
        Client web = client(server, Member.named("127.0.0.1:1").withType("web"));
        Client other = client(server, Member.named("127.0.0.1:2"))) {
      follower.awaitLine("the members are LIVE");

      assertThat(other.isClosed()).isFalse();
      awaitState(state -> state.contains(" r-127.0.0.1:3a1 ") && !state.contains("127.0.0.1:3a2"));
      web.close();
      awaitState(state -> !state.contains(" r-"));
    } finally {
      haproxy.destroyForcibly();
    }
  }

  private static Client client(Server server, Member member) {
    return Client.start(server.urlServer(), member, Options.defaults());
  }

  private void awaitState(java.util.function.Predicate<String> asWanted) {
    Awaitility.await()
        .atMost(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)
        .ignoreException(IOException.class)
        .until(this::state, asWanted);
  }

  private String state() throws IOException {
    try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.connect(UnixDomainSocketAddress.of(folder.resolve("admin")));
      socket.write(ByteBuffer.wrap("show servers state app\n".getBytes(StandardCharsets.US_ASCII)));
      return new String(Channels.newInputStream(socket).readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void shouldSayWhatIsWrong() {
    Result missing = Program.run("haproxy", "--backend=app");
    assertThat(missing.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(missing.err()).contains("--api=ENDPOINT");

    Result endpoint = Program.run("haproxy", "--backend=app", "--api=nowhere");
    assertThat(endpoint.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(endpoint.err()).contains("rollcall: ").contains("'nowhere'");
  }
}
