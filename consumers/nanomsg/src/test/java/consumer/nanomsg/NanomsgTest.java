package consumer.nanomsg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.discovery.Server;
import io.rollcall.nanomsg.NanomsgClient;
import io.rollcall.nanomsg.NanomsgGateway;
import java.util.List;
import org.junit.jupiter.api.Test;

class NanomsgTest {
  private static final String ANY = "tcp://127.0.0.1:0";

  @Test
  void shouldSeeAClient() throws InterruptedException {
    assertTrue(NanomsgTest.class.getModule().isNamed());
    try (Server server = Server.start(ANY, ANY);
        NanomsgGateway gateway = Gateway.of(server);
        var peers = server.peers().queue();
        NanomsgClient client = NanomsgClient.start(gateway.urlSurvey(), "a")) {
      while (peers.take().isEmpty()) {
        // The roster before it answered.
      }
      assertEquals(List.of("a"), server.roster().names());
    }
  }
}
