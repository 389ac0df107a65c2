package io.rollcall.samples.python;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy on a free port, whose connections a test cuts and whose target it changes. */
final class Proxy implements AutoCloseable {
  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private int targetPort;
  private boolean open = true;

  /** A proxy to an endpoint of the form tcp://127.0.0.1:PORT. */
  Proxy(String target) throws IOException {
    targetPort = portOf(target);
    start(this::accept);
  }

  String url() {
    return "tcp://127.0.0.1:" + listening.getLocalPort();
  }

  /** Breaks every connection; until it is joined again each new one is broken at once. */
  synchronized void cut() throws IOException {
    open = false;
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  /** Lets new connections through, to this endpoint. */
  synchronized void join(String target) {
    targetPort = portOf(target);
    open = true;
  }

  @Override
  public void close() throws IOException {
    cut();
    listening.close();
  }

  private void accept() throws IOException {
    while (true) {
      connect(listening.accept());
    }
  }

  private synchronized void connect(Socket near) throws IOException {
    if (!open) {
      near.close();
      return;
    }
    Socket far;
    try {
      far = new Socket(InetAddress.getLoopbackAddress(), targetPort);
    } catch (IOException nobodyListens) {
      near.close();
      return;
    }
    sockets.add(near);
    sockets.add(far);
    start(() -> copy(near, far));
    start(() -> copy(far, near));
  }

  private static void copy(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    }
  }

  private static int portOf(String endpoint) {
    return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // The test has cut the connection, or ended.
              }
            },
            "proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
