package consumer.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Subscriber;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoreTest {
  private static final String ANY = "tcp://127.0.0.1:0";

  @Test
  void shouldSeeAMember() throws InterruptedException {
    assertTrue(CoreTest.class.getModule().isNamed());
    try (Server server = Server.start(ANY, ANY);
        Subscriber subscriber = Subscriber.start(server.urlPubSub());
        var peers = subscriber.peers().queue();
        Client client = Client.start(server.urlServer(), "a")) {
      assertTrue(client.awaitJoined(Duration.ofSeconds(30)));
      while (peers.take().isEmpty()) {
        // The roster before it joined.
      }
      assertEquals(List.of("a"), Names.of(subscriber));
    }
  }
}
