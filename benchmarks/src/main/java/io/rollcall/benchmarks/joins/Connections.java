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
 * Counts the connections that are made to a port, as the kernel lists them in {@code /proc/net/tcp}
 * and {@code tcp6}.
 *
 * <p>The client's end of each has an inode of its own, which no later one gets. (Ports do come
 * again: on loopback Linux gives away one that is still in TIME_WAIT.) The lists are read every 20
 * ms, so a connection that lived for less can be missed; one that hung lived for 2 s. Linux alone
 * has these files. Thread-safe.
 */
final class Connections implements AutoCloseable {
  private static final long PAUSE = 20_000_000;
  private static final int REMOTE = 2;
  private static final int INODE = 9;

  private final String serverPort;
  private final Set<String> before;
  private final Set<String> seen = new HashSet<>();
  private final Thread sampler = new Thread(this::sample, "counts connections");
  private volatile boolean ended;

  /** Counts what is made to this endpoint from now on. */
  Connections(String endpoint) {
    int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
    serverPort = String.format(":%04X", port);
    before = inodes();
    sampler.setDaemon(true);
    sampler.start();
  }

  /** Ends counting, after a last look. */
  @Override
  public void close() throws InterruptedException {
    ended = true;
    sampler.join();
    seen.addAll(inodes());
  }

  /** How many there were; to be asked when it is closed. */
  int count() {
    seen.removeAll(before);
    return seen.size();
  }

  private void sample() {
    while (!ended) {
      seen.addAll(inodes());
      LockSupport.parkNanos(PAUSE);
    }
  }

  private Set<String> inodes() {
    Set<String> inodes = new HashSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      try {
        for (String line : Files.readAllLines(Path.of(table))) {
          List<String> words = List.of(line.strip().split(" +", -1));
          String inode = words.get(INODE);
          if (words.get(REMOTE).endsWith(serverPort) && !inode.equals("0")) {
            inodes.add(inode);
          }
        }
      } catch (IOException noSuchTable) {
        throw new UncheckedIOException("connections are counted on Linux alone", noSuchTable);
      }
    }
    return inodes;
  }
}
