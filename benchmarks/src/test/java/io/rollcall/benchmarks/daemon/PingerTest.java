package io.rollcall.benchmarks.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.daemon.Daemon;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PingerTest {
  private static final int MANY = 20;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldBeAnsweredByTheBareEcho(boolean atOnce) throws IOException {
    Echo echo = new Echo();
    Thread thread = new Thread(echo, "echo");
    thread.setDaemon(true);
    thread.start();
    assertThat(answered(echo.port(), atOnce)).isEqualTo(MANY);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldBeAnsweredByAManager(boolean atOnce) throws IOException {
    try (Daemon manager = Daemon.builder().manager().host("127.0.0.1").port(0).build()) {
      manager.start();
      assertThat(answered(manager.port(), atOnce)).isEqualTo(MANY);
    }
  }

  @Test
  void shouldCountNoneWhereNobodyListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThat(answered(port, true)).isZero();
  }

  private static int answered(int port, boolean atOnce) throws IOException {
    try (Pinger pinger = new Pinger(port, MANY, atOnce)) {
      return pinger.run().answered();
    }
  }
}
