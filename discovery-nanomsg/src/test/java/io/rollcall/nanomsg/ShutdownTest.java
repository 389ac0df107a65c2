package io.rollcall.nanomsg;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Server;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process with a gateway is told to end by SIGTERM. */
class ShutdownTest {
  private static final String ANY = "tcp://127.0.0.1:0";

  @TempDir private Path folder;

  /** What is closed leaves no socket file behind. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldCloseOnlyIfTheOptionsAskForIt(boolean closeOnShutdown) throws Exception {
    Path socket = folder.resolve("survey");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ShutdownTest.class.getName(),
                "ipc://" + socket,
                Boolean.toString(closeOnShutdown))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = child.inputReader()) {
      assertThat(out.readLine()).isEqualTo("ready");
      assertThat(socket).exists();
      child.destroy();

      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(Files.exists(socket)).isEqualTo(!closeOnShutdown);
    } finally {
      child.destroyForcibly();
    }
  }

  /** The child: a gateway, a client and a subscriber of it, until it is told to end. */
  public static void main(String[] args) throws InterruptedException {
    NanomsgOptions options =
        NanomsgOptions.defaults().withCloseOnShutdown(Boolean.parseBoolean(args[1]));
    Server server = Server.start(ANY, ANY);
    NanomsgGateway gateway = NanomsgGateway.start(server, args[0], ANY, options);
    NanomsgClient client = NanomsgClient.start(gateway.urlSurvey(), "n1", options);
    System.out.println("ready");
    new CountDownLatch(1).await();
    throw new AssertionError(client.toString());
  }
}
