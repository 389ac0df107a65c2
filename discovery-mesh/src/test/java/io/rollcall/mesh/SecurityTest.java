package io.rollcall.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Keys;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that prove the same keys to each other as to their server. */
class SecurityTest {
  private static final String ANY = "tcp://127.0.0.1:0";
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private Path clients;
  private Path servers;
  private final List<AutoCloseable> open = new ArrayList<>();
  private Server server;

  @BeforeEach
  void start() throws IOException {
    clients = Files.createDirectories(folder.resolve("clients"));
    servers = Files.createDirectories(folder.resolve("servers"));
    Keys.create(folder, "server");
    Files.copy(folder.resolve("server.key"), servers.resolve("server.key"));
    for (String name : List.of("a", "b", "guest")) {
      Keys.create(folder, name);
      Files.copy(folder.resolve(name + ".key"), clients.resolve(name + ".key"));
    }
    Security security = Security.curve(folder.resolve("server.key_secret"), clients);
    Options brisk = Options.local().withSettleTime(Duration.ofMillis(200));
    server = opened(Server.start(ANY, ANY, brisk.withSecurity(security)));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private <T extends AutoCloseable> T opened(T handle) {
    open.add(0, handle);
    return handle;
  }

  private MeshOptions options(String key) {
    return MeshOptions.defaults()
        .withBind(ANY)
        .withDiscovery(
            Options.local()
                .withSecurity(Security.curve(folder.resolve(key + ".key_secret"), servers)));
  }

  private Mesh node(String name) throws InterruptedException {
    Mesh mesh =
        opened(
            Mesh.start(server.urlServer(), server.urlPubSub(), Member.named(name), options(name)));
    mesh.handle(1, call -> Codec.TEXT.encode(call.from()));
    assertThat(mesh.awaitReady(LONG)).isTrue();
    return mesh;
  }

  private static String answer(Mesh mesh, String to) throws Exception {
    return Codec.TEXT.decode(mesh.request(to, 1, new byte[0]).get(30, TimeUnit.SECONDS));
  }

  private static void assertFails(CompletableFuture<?> future, FailureCause cause, String detail) {
    assertThatThrownBy(() -> future.orTimeout(30, TimeUnit.SECONDS).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            MeshException.class,
            failed -> {
              assertThat(failed.cause()).isEqualTo(cause);
              assertThat(failed.detail()).contains(detail);
            });
  }

  @Test
  void shouldTalkSealedAndBindNamesToKeys() throws Exception {
    Mesh a = node("a");
    Mesh b = node("b");
    await().until(() -> a.nodes().size() == 2 && b.nodes().size() == 2);
    assertThat(a.nodes().find("b").orElseThrow().value("mesh.key").orElseThrow()).hasSize(40);
    assertThat(answer(a, "b")).isEqualTo("a");
    assertThat(answer(b, "a")).isEqualTo("b");

    // Somebody who has a key of his own says that he is the member 'a'.
    MeshMember forged =
        new MeshMember() {
          @Override
          public Member self() {
            return a.self().member();
          }

          @Override
          public void update(Member self) {}
        };
    Mesh thief = opened(Mesh.start(a.membership(), forged, options("guest")));
    assertFails(
        thief.request("b", 1, new byte[0]),
        FailureCause.REFUSED,
        "'a' has proved another key than the one in the roster");
  }

  @Test
  void shouldLetGuestsInWhoseKeysAreTrusted() throws Exception {
    Mesh b = node("b");
    Mesh guest = opened(Mesh.guest(b.membership(), "guest", options("guest")));
    assertFails(
        guest.request("b", 1, new byte[0]),
        FailureCause.REFUSED,
        "guest 'guest' has proved a key that is not trusted");
    Files.copy(folder.resolve("guest.key"), servers.resolve("guest.key"));
    await()
        .until(
            () ->
                guest
                    .request("b", 1, new byte[0])
                    .handle((value, failed) -> failed == null)
                    .get(30, TimeUnit.SECONDS));
  }

  @Test
  void shouldNotTalkToWhoHasNoKeys() throws Exception {
    Mesh b = node("b");
    Mesh plain = opened(Mesh.guest(b.membership(), "guest", MeshOptions.defaults().withBind(ANY)));
    assertFails(plain.request("b", 1, new byte[0]), FailureCause.UNREACHABLE, "");
    assertThat(answer(b, "b")).isEqualTo("b");
  }

  @Test
  void shouldNameTheFileThatCanNotBeRead() {
    assertThatThrownBy(
            () ->
                Mesh.start(server.urlServer(), server.urlPubSub(), Member.named("a"), options("c")))
        .isInstanceOf(DiscoveryException.class)
        .hasMessageContaining("c.key_secret");
  }
}
