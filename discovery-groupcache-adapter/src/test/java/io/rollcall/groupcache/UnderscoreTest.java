package io.rollcall.groupcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Container networks call their services by names that {@code java.net.URI} can't hold. A JVM of
 * its own, as the JDK reads its file of hosts once.
 */
class UnderscoreTest {
  @Test
  void shouldAskAPeerWhoseNameHasAnUnderscore(@TempDir Path dir) throws Exception {
    Path hosts = Files.writeString(dir.resolve("hosts"), "127.0.0.1 cache_1 cache_2\n");
    Process pools =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                System.getProperty("java.class.path"),
                Pair.class.getName())
            .redirectErrorStream(true)
            .start();
    pools.getOutputStream().close();
    String said = new String(pools.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(pools.waitFor()).as(said).isZero();
    assertThat(said).contains("loaded by the owner: key, 1 from a peer, set, removed");
  }

  /** Two pools of which one owns all. */
  static final class Pair {
    private Pair() {}

    public static void main(String[] args) throws IOException {
      HttpPoolOptions patient = HttpPoolOptions.defaults().withPeerTimeout(Duration.ofMinutes(1));
      try (HttpPool owner = HttpPool.start("http://cache_1:0", patient);
          HttpPool asking = HttpPool.start("http://cache_2:0/path_2", patient)) {
        Group owned = owner.group("g", 1 << 20, key -> ByteView.of("loaded by the owner: " + key));
        Group group = asking.group("g", 1 << 20, key -> ByteView.of("loaded here"));
        asking.set(List.of(owner.self()));
        String value = group.get("key").toString();
        group.set("key", ByteView.of("set"));
        String set = owned.get("key").toString();
        group.remove("key");
        String removed = owned.get("key").toString().equals("set") ? "kept" : "removed";
        System.out.printf(
            "%s, %d from a peer, %s, %s%n", value, group.stats().peerLoads(), set, removed);
      }
    }
  }
}
