package io.rollcall.benchmarks.peers;

import io.rollcall.benchmarks.peers.Discovery.Addresses;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/** Servers of ZooKeeper, each alone, in this process. */
final class ZooKeeperServers {
  private static final int ANY_NUMBER = 0;

  private ZooKeeperServers() {}

  /** Starts one on a free port of the loopback address. What it writes goes when this JVM ends. */
  static Addresses start(ZooKeeperTimes times) throws IOException {
    Path directory = Files.createTempDirectory("zookeeper");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(directory)));
    File data = directory.toFile();
    NIOServerCnxnFactory connections = new NIOServerCnxnFactory();
    connections.configure(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), ANY_NUMBER);
    try {
      connections.startup(new ZooKeeperServer(data, data, times.tickMillis()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while ZooKeeper started", interrupted);
    }
    String address = "127.0.0.1:" + connections.getLocalPort();
    return new Addresses(address, address);
  }

  private static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
