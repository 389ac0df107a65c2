package consumer.groupcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.groupcache.Group;
import io.rollcall.groupcache.HttpPool;
import io.rollcall.groupcache.HttpPoolOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupcacheTest {
  @Test
  void shouldAskTheOwner() {
    assertTrue(GroupcacheTest.class.getModule().isNamed());
    HttpPoolOptions patient = HttpPoolOptions.defaults().withPeerTimeout(Duration.ofSeconds(30));
    try (HttpPool owner = HttpPool.start("http://127.0.0.1:0", patient);
        HttpPool asking = HttpPool.start("http://127.0.0.1:0", patient)) {
      Shouting.in(owner);
      Group group = Shouting.in(asking);
      asking.set(List.of(owner.self()));
      assertEquals("KEY", group.get("key").toString());
      assertEquals(1, group.stats().peerLoads());
    }
  }
}
