package io.rollcall.samples.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.mesh.Delivery;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.Mesh;
import io.rollcall.mesh.MeshException;
import io.rollcall.mesh.MeshOptions;
import io.rollcall.mesh.Node;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code mesh_node.py} and {@code mesh_ask.py} with nodes in Java. */
class PythonMeshTest {
  private static final Options ROUNDS = Options.local().withMisses(25);

  @RegisterExtension final Python python = new Python();

  private Mesh start(Server server, String name) throws InterruptedException {
    Mesh mesh =
        python.closing(
            Mesh.start(
                server.urlServer(),
                server.urlPubSub(),
                Member.named(name),
                MeshOptions.defaults().withBind(Python.ANY)));
    mesh.handle(
        7, call -> (call.from() + ": " + new String(call.payload(), UTF_8)).getBytes(UTF_8));
    assertThat(mesh.awaitReady(Python.PATIENCE)).isTrue();
    return mesh;
  }

  private static void sees(Mesh mesh, String name) {
    await().until(() -> mesh.nodes().find(name).flatMap(Node::address).isPresent());
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  private static MeshException failure(CompletableFuture<?> future) {
    assertThatThrownBy(future::join).isInstanceOf(CompletionException.class);
    return (MeshException) future.handle((value, failed) -> failed).join();
  }

  @Test
  void shouldReadAndWriteTheFrames() throws Exception {
    Script tests = python.run("test_mesh_wire.py");
    int exit = tests.awaitExit();
    assertThat(exit).as("%s", tests.lines()).isZero();
  }

  @Test
  void shouldAnswerAJavaNode() throws Exception {
    Server server = python.server(ROUNDS);
    Mesh java = start(server, "java");
    Script node = python.run("mesh_node.py", server.urlServer(), "py", "--type", "game");
    sees(java, "py");

    assertThat(java.request("py", 7, text("hello")).join()).isEqualTo(text("olleh"));
    assertThat(java.ping("py").join()).isPositive();
    assertThat(java.send("py", 8, text("once"))).succeedsWithin(Python.PATIENCE);
    java.sendUnreliable("py", 8, text("perhaps"));
    node.awaitLine("got java 'once'");
    node.awaitLine("got java 'perhaps'");
    Delivery delivery = java.sendMany(List.of("py", "java"), 8, text("many"), 2).join();
    assertThat(delivery.reached()).containsExactly("py");
    node.awaitLine("got java 'many'");

    assertThat(failure(java.request("py", 99, text(""))).cause())
        .isEqualTo(FailureCause.NO_HANDLER);
    assertThat(failure(java.send("py", 99, text(""))).cause()).isEqualTo(FailureCause.NO_HANDLER);
    MeshException thrown = failure(java.request("py", 9, text("")));
    assertThat(thrown.cause()).isEqualTo(FailureCause.HANDLER_FAILED);
    assertThat(thrown.detail()).isEqualTo("command 9 fails, java");
    assertThat(failure(java.request("py", 7, new byte[1_000_001])).cause())
        .isEqualTo(FailureCause.MALFORMED);

    node.kill();
    await().until(() -> java.nodes().find("py").isEmpty());
    assertThat(failure(java.request("py", 7, text(""))).cause())
        .isEqualTo(FailureCause.NO_SUCH_NODE);
  }

  @Test
  void shouldRefuseWhoMeansAnotherStart() throws Exception {
    Server server = python.server(ROUNDS);
    Mesh java = start(server, "java");
    Script first = python.run("mesh_node.py", server.urlServer(), "py");
    sees(java, "py");
    Node old = java.nodes().find("py").orElseThrow();
    first.kill();
    await().until(() -> java.nodes().find("py").isEmpty());
    python.run("mesh_node.py", server.urlServer(), "py");
    sees(java, "py");

    assertThat(failure(java.request(old, 7, text(""))).cause()).isEqualTo(FailureCause.RESTARTED);
    assertThat(java.request("py", 7, text("ab")).join()).isEqualTo(text("ba"));
  }

  @Test
  void shouldAskAJavaNodeAsAGuest() throws Exception {
    Server server = python.server(ROUNDS);
    Mesh java = start(server, "java");
    String endpoint = java.endpoint().orElseThrow();

    Script asked = python.run("mesh_ask.py", endpoint, "java", "7", "grüße");
    assertThat(asked.awaitExit()).isZero();
    asked.awaitLine("reply ask.py: grüße");
    Script none = python.run("mesh_ask.py", endpoint, "java", "99", "");
    assertThat(none.awaitExit()).isOne();
    none.awaitLine("failure NO_HANDLER 'it has no handler for command 99'");
    Script other = python.run("mesh_ask.py", endpoint, "other", "7", "");
    assertThat(other.awaitExit()).isOne();
    await().until(() -> other.lines().stream().anyMatch(line -> line.contains("NO_SUCH_NODE")));
    Script cluster = python.run("mesh_ask.py", endpoint, "java", "7", "", "--cluster", "red");
    assertThat(cluster.awaitExit()).isOne();
    await().until(() -> cluster.lines().stream().anyMatch(line -> line.contains("REFUSED")));
  }
}
