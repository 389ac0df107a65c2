package io.rollcall.haproxy;

import java.net.InetAddress;

/** Where a server listens. */
record ServerAddress(InetAddress ip, int port) {

  /** Whether a server that HAProxy shows has this address. */
  boolean isOf(ServerState server) {
    return server.port() == port && Ip.literal(server.address()).filter(ip::equals).isPresent();
  }
}
