package io.rollcall.daemon;

import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.thread.LibraryThreads;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which address of this host others see that are behind an endpoint: the one from which the system
 * would send to it. Nothing is sent. On a thread of its own, since a name server may take its time;
 * tried again every second until there is an answer.
 */
final class OwnAddress {
  private static final Logger log = LoggerFactory.getLogger(OwnAddress.class);

  /** A lookup that is under way can't be ended: then the thread ends after it. */
  private static final long PATIENCE_MILLIS = 1_000;

  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final Thread thread;

  private OwnAddress(List<Endpoint> endpoints, Consumer<InetAddress> found) {
    thread = LibraryThreads.daemon("rollcall-daemon-address", () -> run(endpoints, found));
  }

  /** Hands over the address towards the first of these endpoints that can be looked up. */
  static OwnAddress towards(String endpoints, Consumer<InetAddress> found) {
    OwnAddress search = new OwnAddress(Endpoint.toConnect(endpoints), found);
    search.thread.start();
    return search;
  }

  void cancel() {
    cancelled.countDown();
  }

  /** After {@link #cancel}: waits for the thread's end, unless it is this one. */
  void awaitEnd() {
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(List<Endpoint> endpoints, Consumer<InetAddress> found) {
    boolean complained = false;
    try {
      do {
        InetAddress own = first(endpoints, !complained);
        if (own != null) {
          found.accept(own);
          return;
        }
        complained = true;
      } while (!cancelled.await(1, TimeUnit.SECONDS));
    } catch (InterruptedException never) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable InetAddress first(List<Endpoint> endpoints, boolean complains) {
    for (Endpoint each : endpoints) {
      try {
        return towards(each);
      } catch (IOException unknown) {
        if (complains) {
          log.warn("no way to '{}' yet; trying again: {}", each, unknown.getMessage());
        }
      }
    }
    return null;
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
