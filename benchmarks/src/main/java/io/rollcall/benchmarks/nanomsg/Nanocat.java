package io.rollcall.benchmarks.nanomsg;

import io.rollcall.benchmarks.kernel.Memory;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Leash;
import io.rollcall.processes.SearchPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * nanocat as a hub: it surveys or publishes at an interval of its own.
 *
 * <p>It can't bind port 0. So it gets an address of 127.0.0.0/8 that was drawn for it, and a port
 * that was free there just before; where it can't have that, another. It ends when the run does.
 */
final class Nanocat implements Hub {
  /** What to do where it is missing. */
  static final String GET_IT =
      "nanocat is not on the PATH and is left out; Debian has it: apt-get install nanomsg-utils";

  static final String NAME = "nanocat";

  private static final int ATTEMPTS = 3;
  private static final long SOON = 5_000_000_000L;

  /** Less than is between two of its rounds, and more than a busy machine makes within one. */
  private static final long QUIET = 200_000_000L;

  private static final Duration LOOK = Duration.ofMillis(20);

  private final Children children;
  private final Child child;
  private final InetSocketAddress address;

  private Nanocat(Children children, Child child, InetSocketAddress address) {
    this.children = children;
    this.child = child;
    this.address = address;
  }

  /** Whether it can be started here. */
  static boolean installed() {
    return SearchPath.has(NAME);
  }

  /**
   * Starts it, and waits until it listens.
   *
   * @param role {@code --surveyor} or {@code --pub}
   * @param message the options that give the message and the interval
   * @throws IOException if it can't be bound
   */
  static Nanocat start(Children children, String role, List<String> message)
      throws IOException, InterruptedException {
    for (int i = 0; i < ATTEMPTS; i++) {
      InetSocketAddress at = free();
      String host = at.getAddress().getHostAddress();
      List<String> command = new ArrayList<>(List.of(NAME, role));
      command.addAll(List.of("--bind", "tcp://" + host + ":" + at.getPort()));
      command.addAll(message);
      ProcessBuilder builder =
          new ProcessBuilder(Leash.command(command)).redirectError(ProcessBuilder.Redirect.INHERIT);
      Child child = children.start(NAME, builder, line -> {});
      Nanocat started = new Nanocat(children, child, at);
      if (started.listens()) {
        return started;
      }
      children.end(child);
    }
    throw new IOException("nanocat listens at none of " + ATTEMPTS + " addresses");
  }

  private static InetSocketAddress free() throws IOException {
    byte[] octets = new byte[4];
    ThreadLocalRandom.current().nextBytes(octets);
    octets[0] = 127;
    // Not the last octets of a network, which are broadcast addresses.
    octets[3] = (byte) (1 + (octets[3] & 0x7f));
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByAddress(octets))) {
      return (InetSocketAddress) probe.getLocalSocketAddress();
    }
  }

  private boolean listens() throws InterruptedException {
    long deadline = System.nanoTime() + SOON;
    while (!child.awaitEnd(LOOK) && System.nanoTime() - deadline < 0) {
      try (Socket probe = new Socket(address.getAddress(), address.getPort())) {
        return probe.isConnected();
      } catch (IOException notYet) {
        // It is tried again until it has ended.
      }
    }
    return false;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String dialect(boolean surveys) {
    return surveys ? "sp-respondent" : "sp-sub";
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public long quiet() {
    return QUIET;
  }

  @Override
  public Duration cpu() {
    return child.cpu();
  }

  /** Memory that it holds (RSS), in bytes. */
  long resident() throws IOException {
    return Memory.resident(child.pid());
  }

  @Override
  public void close() throws InterruptedException {
    children.end(child);
  }
}
