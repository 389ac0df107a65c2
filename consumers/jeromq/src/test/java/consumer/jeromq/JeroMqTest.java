package consumer.jeromq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.Keys;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JeroMqTest {
  private static final String ANY = "tcp://127.0.0.1:0";

  @Test
  void shouldSeeAMemberThatProvesItsKey(@TempDir Path folder) throws InterruptedException {
    assertTrue(JeroMqTest.class.getModule().isNamed());
    Keys.create(folder, "all");
    Options options = OnJeroMq.secured(folder.resolve("all.key_secret"), folder.resolve("all.key"));
    try (Server server = Server.start(ANY, ANY, options);
        Client client = Client.start(server.urlServer(), Member.named("a"), options)) {
      assertTrue(client.awaitJoined(Duration.ofSeconds(30)));
      assertEquals(List.of("a"), server.roster().names());
    }
  }
}
