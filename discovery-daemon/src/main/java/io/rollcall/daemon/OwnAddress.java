package io.rollcall.daemon;

import io.rollcall.discovery.net.Endpoint;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which address of this host others see that are behind an endpoint: the one from which the system
 * would send to it. Nothing is sent. On a thread of its own, since a name server may take its time;
 * tried again every second until there is an answer.
 */
final class OwnAddress {
  private static final Logger log = LoggerFactory.getLogger(OwnAddress.class);

  private final CountDownLatch cancelled = new CountDownLatch(1);

  private OwnAddress() {}

  /** Hands over the address towards the first of these endpoints that can be looked up. */
  static OwnAddress towards(String endpoints, Consumer<InetAddress> found) {
    List<Endpoint> all = Endpoint.toConnect(endpoints);
    OwnAddress search = new OwnAddress();
    Thread thread = new Thread(() -> search.run(all, found), "rollcall-daemon-address");
    thread.setDaemon(true);
    thread.start();
    return search;
  }

  void cancel() {
    cancelled.countDown();
  }

  private void run(List<Endpoint> endpoints, Consumer<InetAddress> found) {
    boolean complained = false;
    try {
      do {
        for (Endpoint each : endpoints) {
          try {
            found.accept(towards(each));
            return;
          } catch (IOException unknown) {
            if (!complained) {
              complained = true;
              log.warn("no way to '{}' yet, and it is tried again: {}", each, unknown.getMessage());
            }
          }
        }
      } while (!cancelled.await(1, TimeUnit.SECONDS));
    } catch (InterruptedException never) {
      Thread.currentThread().interrupt();
    }
  }

  private static InetAddress towards(Endpoint endpoint) throws IOException {
    InetAddress there = InetAddress.getByName(endpoint.host());
    SocketAddress target = new InetSocketAddress(there, endpoint.port());
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(target);
      return socket.getLocalAddress();
    } catch (SocketException | RuntimeException noWay) {
      throw new IOException(noWay.getMessage(), noWay);
    }
  }
}
