package io.rollcall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Program.Result;
import io.rollcall.discovery.Client;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.mesh.Codec;
import io.rollcall.mesh.Mesh;
import io.rollcall.mesh.MeshOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a guest among nodes. */
class MeshCommandTest {
  private static final String ANY = "tcp://127.0.0.1:0";
  private static final Duration PATIENCE = Duration.ofSeconds(Program.PATIENCE_SECONDS);
  private static final byte[] BINARY = {(byte) 0xff, 1};

  private static final List<AutoCloseable> open = new ArrayList<>();
  private static final List<String> messages = new CopyOnWriteArrayList<>();
  private static Server server;
  private static Mesh game1;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws InterruptedException {
    server = Server.start(ANY, ANY, Pace.BRISK);
    game1 = node(Member.named("game1").withType("game").withAddress("198.51.100.7:80"));
    node(Member.named("chat1").withType("chat").withAttribute("role", "front"));
    Client plain = Client.start(server.urlServer(), Member.named("web1"), Options.defaults());
    open.add(0, plain);
    assertThat(plain.awaitJoined(PATIENCE)).isTrue();
  }

  private static Mesh node(Member member) throws InterruptedException {
    MeshOptions options = MeshOptions.defaults().withBind(ANY);
    Mesh mesh = Mesh.start(server.urlServer(), server.urlPubSub(), member, options);
    open.add(0, mesh);
    mesh.handle(
        7,
        Codec.TEXT,
        Codec.TEXT,
        (call, text) -> text.toUpperCase(Locale.ROOT) + "\nfrom ann\u001b");
    mesh.handle(8, call -> BINARY);
    mesh.handleAsync(9, call -> new CompletableFuture<>());
    mesh.handle(
        10,
        call -> {
          messages.add(mesh.self().name() + " " + new String(call.payload(), UTF_8));
          return call.payload();
        });
    assertThat(mesh.awaitReady(PATIENCE)).isTrue();
    return mesh;
  }

  @AfterAll
  static void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    server.close();
  }

  private static Result mesh(String... words) {
    List<String> all = new ArrayList<>(List.of("mesh"));
    all.addAll(List.of(words));
    all.addAll(List.of("--url-pubsub", server.urlPubSub(), "--url-server", server.urlServer()));
    if (!all.contains("--timeout")) {
      all.addAll(List.of("--timeout", "60"));
    }
    return Program.run(all.toArray(String[]::new));
  }

  @Test
  void shouldListTheNodes() {
    Result all = mesh("nodes");
    assertThat(all.exit()).isZero();
    assertThat(all.out().lines().toList()).hasSize(3);
    assertThat(all.out())
        .containsPattern("NAME +TYPE +ROLE +STATUS +MESH +PUBLIC")
        .containsPattern("chat1 +chat +front +ONLINE +127.0.0.1:\\d+")
        .containsPattern("game1 +game +ONLINE +127.0.0.1:\\d+ +198.51.100.7:80")
        .doesNotContain("web1");

    Result some = mesh("nodes", "--type", "game", "--json");
    Schemas.check("mesh-nodes", some.out());
    assertThat(some.out()).contains("\"name\":\"game1\"").doesNotContain("chat1").hasLineCount(1);
    assertThat(mesh("nodes", "--role", "front").out()).contains("chat1").doesNotContain("game1");
  }

  @Test
  void shouldCallANode() throws Exception {
    Result text = mesh("call", "game1", "7", "hello");
    assertThat(text.exit()).isZero();
    assertThat(text.out()).isEqualTo("HELLO\nfrom ann?\n");

    Path file = Files.writeString(folder.resolve("payload"), "from a file");
    Result json = mesh("call", "game1", "7", "--file", file.toString(), "--json");
    Schemas.check("mesh-call", json.out());
    assertThat(json.out()).contains("\"text\":\"FROM A FILE\\nfrom ann\\u001B\"");

    Result binary = mesh("call", "game1", "8");
    assertThat(binary.out()).isEqualTo("/wE=\n");
    assertThat(binary.err()).contains("rollcall: the answer is no UTF-8; this is its Base64");
    Result binaryJson = mesh("call", "game1", "8", "--json");
    Schemas.check("mesh-call", binaryJson.out());
    assertThat(binaryJson.out()).contains("\"base64\":\"/wE=\"");
  }

  @Test
  void shouldSayWhatFailed() {
    Result noHandler = mesh("call", "game1", "99");
    assertThat(noHandler.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(noHandler.err())
        .contains("rollcall: request of command 99 to node 'game1': NO_HANDLER: it has no handler");
    assertThat(noHandler.out()).isEmpty();

    Result nobody = mesh("send", "game9", "10");
    assertThat(nobody.exit()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(nobody.err())
        .contains("rollcall: message of command 10 to node 'game9': NO_SUCH_NODE");

    Result late = mesh("call", "game1", "9", "--timeout", "2");
    assertThat(late.exit()).isEqualTo(ExitCode.TIMEOUT);
    assertThat(late.err()).contains("TIMED_OUT");

    Result unheard =
        Program.run("mesh", "nodes", "--url-pubsub", "tcp://127.0.0.1:1", "--timeout", "1");
    assertThat(unheard.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(unheard.err()).contains("no server was heard at 'tcp://127.0.0.1:1' within 1 s");
  }

  @Test
  void shouldRefuseBadUse() {
    Result command = mesh("call", "game1", "65536");
    assertThat(command.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains("rollcall: command 65536 is not 0 to 65535");
    assertThat(mesh("call", "game1", "7", "x", "--file", "y").err())
        .contains("rollcall: TEXT and --file are given; it must be one of them");
    assertThat(mesh("call", "game1", "7", "--file", "/none").err())
        .contains("rollcall: '/none': it is not there");
    assertThat(mesh("ping", "game1", "--count", "0").err())
        .contains("rollcall: --count is 0; it must be 1 to 1000000");
  }

  @Test
  void shouldSendToOneAndToMany() {
    Result one = mesh("send", "game1", "10", "one");
    assertThat(one.exit()).isZero();
    assertThat(one.out()).isEqualTo("reached game1\n");
    assertThat(messages).contains("game1 one");

    Result many = mesh("send", "game1,chat1,game9", "10", "many", "--limit", "1");
    assertThat(many.exit()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(many.out())
        .isEqualTo("reached chat1\nreached game1\nnot reached game9: NO_SUCH_NODE\n");
    assertThat(messages).contains("game1 many", "chat1 many");

    Result json = mesh("send", "game1,game9", "10", "--json");
    Schemas.check("mesh-send", json.out());
    assertThat(json.out())
        .contains("{\"reached\":[\"game1\"],\"unreached\":{\"game9\":\"NO_SUCH_NODE\"}}");
  }

  @Test
  void shouldPing() {
    Result plain = mesh("ping", "game1", "--count", "2");
    assertThat(plain.exit()).isZero();
    assertThat(plain.out().lines())
        .hasSize(2)
        .allMatch(line -> line.matches("game1 at 127.0.0.1:\\d+: \\d+\\.\\d{3} ms"));

    Result json = mesh("ping", "game1", "--count", "1", "--name", "ann", "--json");
    Schemas.check("mesh-ping", json.out());
    assertThat(json.out()).contains("\"mesh\":\"" + game1.self().address().get() + "\"");

    assertThat(mesh("ping", "game9").exit()).isEqualTo(ExitCode.NOT_FOUND);
  }
}
