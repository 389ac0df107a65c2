package io.rollcall.mesh.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Keys;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.zmtp.transport.HandshakeRateLimiter;
import io.rollcall.mesh.MeshOptions;
import io.rollcall.mesh.wire.Identity;
import io.rollcall.testkit.ManualMembership;
import io.rollcall.testkit.SimulatedCluster;
import io.rollcall.testkit.SimulatedHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The arithmetic of handshakes at the mesh port, in simulated time. */
class HandshakeLimitTest {
  /** At 3,000 steps a second. */
  private static final int STEPS = 1500;

  @TempDir private Path folder;

  private MeshOptions options(SimulatedHost host, String key) {
    return MeshOptions.defaults()
        .withDiscovery(
            host.options()
                .withSecurity(
                    Security.curve(
                        folder.resolve(key + ".key_secret"), folder.resolve("trusted"))));
  }

  /** Of another connection from the caller's address. Compared by identity. */
  private static final class Step implements HandshakeRateLimiter.Waiting {
    @Override
    public String host() {
      return "10.0.0.2";
    }

    @Override
    public void proceed() {}
  }

  @Test
  void shouldHaveAHandshakeWaitBehindOthersOfItsAddress() throws Exception {
    Files.createDirectories(folder.resolve("trusted"));
    for (String name : new String[] {"a", "b"}) {
      Keys.create(folder, name);
      Files.copy(folder.resolve(name + ".key"), folder.resolve("trusted/" + name + ".key"));
    }
    try (SimulatedCluster cluster = SimulatedCluster.start();
        ManualMembership membership = ManualMembership.start()) {
      SimulatedHost caller = cluster.startHost("a");
      Port b = Port.bind(options(cluster.startHost("b"), "b"));
      Port a = Port.unbound(options(caller, "a"));
      Member member = b.announcedBy(Member.named("b"));
      membership.join(
          member.withAttribute(
              Port.ATTRIBUTE, "10.0.0.3" + member.attribute(Port.ATTRIBUTE).orElseThrow()));
      Identity self = Identity.of(membership.roster().find("b").orElseThrow());
      b.station().begin(membership, self, false);
      a.station().begin(membership, a.identity(Member.named("a")), true);
      b.station().handle(1, call -> CompletableFuture.completedFuture(call.payload()));
      HandshakeRateLimiter limiter = b.station().handshakes;
      b.station()
          .engine
          .execute(
              () -> {
                for (int i = 0; i < 1000 + STEPS; i++) {
                  limiter.mayProceed(new Step());
                }
              });
      FutureCall call = a.station().outcall("request", 1, new byte[1], a.deadline(30_000_000_000L));
      a.station().request(new Identity("b", Optional.empty()), call);
      Duration took = cluster.advanceUntil(() -> call.answer().isDone(), Duration.ofSeconds(30));
      assertThat(call.answer()).isCompleted();
      assertThat(took).isBetween(Duration.ofMillis(450), Duration.ofMillis(600));
      a.close();
      b.close();
    }
  }
}
