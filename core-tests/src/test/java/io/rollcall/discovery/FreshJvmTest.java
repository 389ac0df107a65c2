package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.processes.Children;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A first join in a fresh JVM spends most of its time in loading classes. This test names classes
 * that are slow to load and must not be loaded, and bounds the number of this library's own.
 */
class FreshJvmTest {
  /**
   * Each of these takes as long as a tenth of a join or more: {@code docs/internals/benchmarks.md}.
   */
  private static final List<String> SLOW =
      List.of(
          // The equals, hashCode or toString of a record.
          "java.lang.runtime.ObjectMethods",
          "java.security.SecureRandom",
          "org.slf4j.LoggerFactory",
          "java.util.concurrent.ForkJoinPool",
          "java.util.stream.ReferencePipeline$3",
          "java.util.Formatter");

  /**
   * Classes of this library, with its lambdas: some 250, and more where a survey comes before the
   * join is over. On a busy machine 281 were seen.
   */
  private static final int MOST = 300;

  @Test
  void shouldJoinWithoutWhatTakesLongToLoad(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path log = directory.resolve("loaded.log");
    Options zmtp =
        Options.local().withTransport(TransportKind.ZMTP).withSettleTime(Duration.ofMillis(100));
    try (Server server = Server.start(Brisk.ANY, Brisk.ANY, zmtp)) {
      List<String> command = new ArrayList<>(Children.java());
      command.addAll(List.of("-Xlog:class+load:file=" + log));
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), Joiner.class.getName()));
      command.addAll(List.of(server.urlServer(), server.urlPubSub()));
      assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
    List<String> loaded =
        Files.readAllLines(log).stream()
            .filter(line -> line.contains("source:"))
            .takeWhile(line -> !line.contains("FreshJvmTest$Done"))
            .map(line -> line.replaceFirst("^(\\[[^]]*])*\\s*", "").split("[ /]", 2)[0])
            .toList();
    assertThat(loaded).contains(ClientWithSub.class.getName()).doesNotContainAnyElementsOf(SLOW);
    assertThat(loaded.stream().filter(each -> each.startsWith("io.rollcall.discovery.")).count())
        .isLessThan(MOST);
  }

  /** Joins, and ends once it is joined and sees who is there. */
  static final class Joiner {
    private Joiner() {}

    public static void main(String[] urls) throws InterruptedException {
      Options zmtp = Options.defaults().withTransport(TransportKind.ZMTP);
      ClientWithSub client = ClientWithSub.start(urls[0], urls[1], Member.named("fresh"), zmtp);
      // Not Brisk's patience: to load that class formats a string.
      Duration patience = Duration.ofSeconds(30);
      boolean done = client.awaitJoined(patience) && client.awaitLive(patience);
      Done.end(done ? 0 : 1);
    }
  }

  /** Is loaded when the join is over. */
  private static final class Done {
    static void end(int status) {
      Runtime.getRuntime().halt(status);
    }
  }
}
