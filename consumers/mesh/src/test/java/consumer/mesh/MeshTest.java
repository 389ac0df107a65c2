package consumer.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.discovery.Server;
import io.rollcall.mesh.Codec;
import io.rollcall.mesh.Mesh;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeshTest {
  private static final String ANY = "tcp://127.0.0.1:0";

  @Test
  void shouldRequestOfItself() throws Exception {
    assertTrue(MeshTest.class.getModule().isNamed());
    try (Server server = Server.start(ANY, ANY);
        Mesh mesh = Reverse.start(server, "a")) {
      assertTrue(mesh.awaitReady(Duration.ofSeconds(30)));
      byte[] answer =
          mesh.request("a", Reverse.COMMAND, Codec.TEXT.encode("abc")).get(30, TimeUnit.SECONDS);
      assertEquals("cba", Codec.TEXT.decode(answer));
    }
  }
}
