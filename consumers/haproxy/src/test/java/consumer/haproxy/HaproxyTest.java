package consumer.haproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.discovery.Membership;
import io.rollcall.haproxy.HaproxyBackend;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HaproxyTest {
  @Test
  void shouldAskForTheServers(@TempDir Path dir) throws IOException {
    assertTrue(HaproxyTest.class.getModule().isNamed());
    Path socket = dir.resolve("admin");
    try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(socket));
      try (HaproxyBackend backend = Backend.follow(socket, Membership.of("127.0.0.1:1"));
          var asked =
              new BufferedReader(
                  Channels.newReader(listening.accept(), StandardCharsets.US_ASCII))) {
        assertEquals("show servers state app", asked.readLine());
      }
    }
  }
}
