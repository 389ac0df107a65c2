package consumer.micrometer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.discovery.Server;
import org.junit.jupiter.api.Test;

class MicrometerTest {
  private static final String ANY = "tcp://127.0.0.1:0";

  @Test
  void shouldBindMeters() {
    assertTrue(MicrometerTest.class.getModule().isNamed());
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (Server server = Server.start(ANY, ANY)) {
      Metrics.bind(server, registry);
      assertTrue(
          registry.getMeters().stream()
              .anyMatch(meter -> meter.getId().getName().startsWith("rollcall.")));
    }
  }
}
