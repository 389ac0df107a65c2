package io.rollcall.benchmarks.joins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts the connections that were made to a port, as the kernel lists them in {@code
 * /proc/net/tcp} and {@code tcp6}.
 *
 * <p>Every connection has a client's port of its own, and its line stays for a minute in TIME_WAIT
 * after an ordinary end. It is read every 20 ms and once at the end, so only a connection that was
 * reset within 20 ms can be missed. Linux alone has these files. Thread-safe.
 */
final class Connections implements AutoCloseable {
  private static final long PAUSE = 20_000_000;

  private final String serverPort;
  private final Set<String> before = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private final Thread sampler = new Thread(this::sample, "counts connections");
  private volatile boolean ended;

  /** Counts what is made to this endpoint from now on. */
  Connections(String endpoint) {
    int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
    serverPort = String.format(":%04X", port);
    before.addAll(clientPorts());
    sampler.setDaemon(true);
    sampler.start();
  }

  /** Ends counting. */
  @Override
  public void close() throws InterruptedException {
    ended = true;
    sampler.join();
  }

  /** How many there were; to be asked when it is closed. */
  int count() {
    seen.addAll(clientPorts());
    seen.removeAll(before);
    return seen.size();
  }

  private void sample() {
    while (!ended) {
      seen.addAll(clientPorts());
      LockSupport.parkNanos(PAUSE);
    }
  }

  private Set<String> clientPorts() {
    Set<String> ports = new HashSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      try {
        for (String line : Files.readAllLines(Path.of(table))) {
          List<String> words = List.of(line.strip().split(" +", -1));
          String local = words.get(1);
          String remote = words.get(2);
          if (local.endsWith(serverPort) && !remote.endsWith(":0000")) {
            ports.add(portOf(remote));
          } else if (remote.endsWith(serverPort)) {
            ports.add(portOf(local));
          }
        }
      } catch (IOException noSuchTable) {
        throw new UncheckedIOException("connections are counted on Linux alone", noSuchTable);
      }
    }
    return ports;
  }

  private static String portOf(String address) {
    return address.substring(address.lastIndexOf(':'));
  }
}
