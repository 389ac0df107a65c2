package io.rollcall.systemtests.lan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hosts in network namespaces of their own, and a namespace with the switch that joins them: two
 * bridges, of which the second is used while some are cut off. Needs the right to make namespaces,
 * and iproute2. It leads nowhere else. For one thread.
 */
public final class Lan implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String prefix = Spaces.PREFIX + ProcessHandle.current().pid() + "-";
  private final int number = COUNT.incrementAndGet();
  private final String center = prefix + number + "-switch";
  private final List<LanHost> hosts = new ArrayList<>();
  private final List<String> spaces = new ArrayList<>();
  private String names = "";
  private final Thread hook = new Thread(this::delete, "deletes " + center);

  private Lan() {}

  /**
   * A network without hosts.
   *
   * @throws IOException if it can't be made here
   */
  static Lan make() throws IOException {
    Spaces.sweep();
    Lan lan = new Lan();
    Runtime.getRuntime().addShutdownHook(lan.hook);
    try {
      lan.space(lan.center);
      lan.bridge("near");
      lan.bridge("far");
      return lan;
    } catch (IOException failed) {
      lan.close();
      throw failed;
    }
  }

  /**
   * A network without hosts. Where none can be made the test is skipped and says why; where {@code
   * CI=true} and only the program is missing it fails.
   */
  public static Lan require() {
    Permission.require();
    try {
      return make();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Whether this machine allows one. */
  public static boolean allowed() {
    return Permission.missing().isEmpty();
  }

  /** Adds a host of this name. */
  public LanHost host(String name) {
    int place = hosts.size() + 1;
    LanHost host =
        new LanHost(
            name, "10.77.0." + place, prefix + number + "-" + name, "port%d".formatted(place));
    hosts.add(host);
    try {
      space(host.space());
      if (!names.isEmpty()) {
        HostsFile.write(host.space(), names);
      }
      Ip.run(
          "-n %s link add %s type veth peer name eth0 netns %s"
              .formatted(center, host.port(), host.space()));
      Ip.run("-n %s addr add %s/24 dev eth0".formatted(host.space(), host.address()));
      Ip.run("-n %s link set eth0 up".formatted(host.space()));
      Ip.run("-n %s link set %s master near up".formatted(center, host.port()));
      return host;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Has this host name stand for these hosts, and no other for any, on all hosts. Processes learn
   * of a further change if there was a name when they started.
   */
  public void name(String hostName, Collection<LanHost> meant) {
    StringBuilder lines = new StringBuilder("127.0.0.1 localhost\n");
    meant.forEach(host -> lines.append(host.address()).append(' ').append(hostName).append('\n'));
    names = lines.toString();
    hosts.forEach(host -> HostsFile.write(host.space(), names));
  }

  /** Pulls the host's cable: it loses its carrier, and what it sends is dropped without a word. */
  public void linkDown(LanHost host) {
    atSwitch("link set %s down".formatted(host.port()));
  }

  /** Plugs it in again. */
  public void linkUp(LanHost host) {
    atSwitch("link set %s up".formatted(host.port()));
  }

  /**
   * Cuts these off from the others, not from one another. Their carrier stays, so no system learns
   * of it but by silence.
   */
  public void split(Collection<LanHost> far) {
    far.forEach(host -> atSwitch("link set %s master far".formatted(host.port())));
  }

  /** Ends what {@link #split} did. */
  public void heal() {
    hosts.forEach(host -> atSwitch("link set %s master near".formatted(host.port())));
  }

  /** Deletes all of it. Processes that run there keep a loopback of their own. */
  @Override
  public void close() {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // Then the hook does the same.
    }
  }

  private synchronized void delete() {
    for (String space : spaces) {
      Spaces.delete(space);
    }
    spaces.clear();
  }

  private synchronized void space(String name) throws IOException {
    Ip.run("netns add " + name);
    spaces.add(name);
    Ip.run("-n %s link set lo up".formatted(name));
  }

  private void bridge(String name) throws IOException {
    Ip.run("-n %s link add %s type bridge".formatted(center, name));
    Ip.run("-n %s link set %s up".formatted(center, name));
  }

  private void atSwitch(String words) {
    try {
      Ip.run("-n " + center + " " + words);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
