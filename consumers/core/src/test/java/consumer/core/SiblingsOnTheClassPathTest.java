package consumer.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.daemon.Daemon;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Server;
import io.rollcall.groupcache.ByteView;
import io.rollcall.groupcache.HttpPool;
import io.rollcall.haproxy.HaproxyBackend;
import io.rollcall.nanomsg.NanomsgClient;
import io.rollcall.nanomsg.NanomsgGateway;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The application's module requires core alone, and its tests use other modules. Surefire then puts
 * core on the module path and those on the class path, where they have no name.
 */
class SiblingsOnTheClassPathTest {
  private static final String ANY = "tcp://127.0.0.1:0";

  @Test
  void shouldRunADaemon() {
    try (Daemon daemon = Daemon.builder().manager().port(0).build()) {
      assertFalse(daemon.getClass().getModule().isNamed());
      daemon.start();
      assertEquals(List.of(), daemon.workers());
    }
  }

  @Test
  void shouldRunAGateway() throws InterruptedException {
    try (Server server = Server.start(ANY, ANY);
        NanomsgGateway gateway = NanomsgGateway.start(server, ANY, ANY);
        NanomsgClient client = NanomsgClient.start(gateway.urlSurvey(), "a")) {
      assertTrue(client.awaitAnswered(Duration.ofSeconds(30)));
    }
  }

  @Test
  void shouldRunAPoolAndFollowIntoHaproxy() {
    try (HttpPool pool = HttpPool.start("http://127.0.0.1:0");
        HaproxyBackend backend = HaproxyBackend.open("unix:///nobody/there", "app")) {
      backend.follow(Membership.of("127.0.0.1:1"));
      ByteView value = pool.group("g", 1000, key -> ByteView.of(key)).get("k");
      assertEquals("k", value.toString());
    }
  }
}
