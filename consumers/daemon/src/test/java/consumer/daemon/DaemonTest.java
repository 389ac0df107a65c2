package consumer.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.daemon.Daemon;
import java.util.List;
import org.junit.jupiter.api.Test;

class DaemonTest {
  @Test
  void shouldRunAManager() {
    assertTrue(DaemonTest.class.getModule().isNamed());
    try (Daemon daemon = Manager.start()) {
      assertTrue(daemon.port() > 0);
      assertEquals(List.of(), daemon.workers());
    }
  }
}
