package io.rollcall.mesh;

import io.rollcall.discovery.DiscoveryException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Options from a JSON file and the environment, by the keys of Diarkis. */
final class MeshFile {
  static final String MARS_ADDRESS = "DIARKIS_MARS_ADDR";
  static final String MARS_PORT = "DIARKIS_MARS_PORT";

  /** How many ports behind the one that is named are tried. */
  static final int SCAN = 1000;

  private static final String LOCALHOST = "127.0.0.1";
  private static final int MOST_PORT = 65_535;
  private static final int SECOND = 1000;
  private static final int MINUTE = 60_000;
  private static final int DAY = 86_400;

  private static final Set<String> KEYS =
      new LinkedHashSet<>(
          List.of(
              "address",
              "nic",
              "port",
              "marsAddress",
              "marsPort",
              "marsAddressCacheTTL",
              "retryInterval",
              "retryTimeout",
              "strictCheckForExternal",
              "sendInterval"));

  private final String file;
  private final Settings settings;
  private final Map<String, String> environment;

  private MeshFile(String file, Map<String, Object> members, Map<String, String> environment) {
    this.file = file;
    this.settings = new Settings(file, members, KEYS);
    this.environment = environment;
  }

  /**
   * The options of a file, with these variables.
   *
   * @throws DiscoveryException if it can't be read, or Jackson is not there
   * @throws IllegalArgumentException if what it says, or a variable, is malformed
   */
  static MeshOptions load(Path path, Map<String, String> environment) {
    byte[] json;
    try {
      json = Files.readAllBytes(path);
    } catch (IOException unreadable) {
      throw new DiscoveryException(path + " can't be read: " + unreadable, unreadable);
    }
    Map<String, Object> members =
        Jackson.present("MeshOptions.load", () -> JsonObjects.object(path.toString(), json));
    return new MeshFile(path.toString(), members, environment).options();
  }

  private MeshOptions options() {
    int port = settings.number("port", 0, MOST_PORT, 8000);
    MeshOptionsBuilder options =
        MeshOptions.builder()
            .portScan(port == 0 ? 0 : SCAN)
            .retryInterval(millis("retryInterval", 10, 1000))
            .retryTimeout(millis("retryTimeout", 10, 3000))
            .sendInterval(millis("sendInterval", 0, 0))
            .strict(settings.flag("strictCheckForExternal", false));
    // Checked, and of no effect: nothing keeps addresses but the JVM.
    int unused = settings.number("marsAddressCacheTTL", 0, DAY, 60);
    bind(options, port);
    server(options);
    return options.build();
  }

  private Duration millis(String key, int least, int otherwise) {
    return Duration.ofMillis(settings.number(key, least, least == 0 ? SECOND : MINUTE, otherwise));
  }

  /** An address goes before an interface; without both it is this host alone. */
  private void bind(MeshOptionsBuilder options, int port) {
    String nic = settings.text("nic").orElse("");
    String key = settings.has("address") || nic.isEmpty() ? "address" : "nic";
    String host =
        settings.text("address").orElseGet(() -> nic.isEmpty() ? LOCALHOST : addressOf(nic));
    try {
      options.bind("tcp://" + bracketed(host) + ":" + port);
    } catch (IllegalArgumentException malformed) {
      throw settings.bad(key, host, "an address to listen at: " + malformed.getMessage());
    }
  }

  private String addressOf(String nic) {
    try {
      NetworkInterface named = NetworkInterface.getByName(nic);
      if (named == null) {
        throw settings.bad("nic", nic, "a network interface of this host; it has " + names());
      }
      return named
          .inetAddresses()
          .min(
              Comparator.comparing(InetAddress::isLinkLocalAddress)
                  .thenComparing(each -> !(each instanceof Inet4Address)))
          .map(InetAddress::getHostAddress)
          .orElseThrow(() -> settings.bad("nic", nic, "a network interface with an address"));
    } catch (SocketException unreadable) {
      throw new DiscoveryException(
          "%s: the network interfaces can't be read: %s".formatted(file, unreadable), unreadable);
    }
  }

  private static String names() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .map(NetworkInterface::getName)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** Rollcall's server in the place of MARS: it publishes at the port after that of its surveys. */
  private void server(MeshOptionsBuilder options) {
    String host = settings.text("marsAddress").orElse(LOCALHOST);
    int port = settings.number("marsPort", 1, MOST_PORT - 1, 6789);
    String setHost = environment.getOrDefault(MARS_ADDRESS, "");
    String setPort = environment.getOrDefault(MARS_PORT, "");
    if (!setPort.isEmpty()) {
      port =
          Settings.number(setPort)
              .filter(given -> given >= 1 && given < MOST_PORT)
              .orElseThrow(() -> badVariable(MARS_PORT, setPort, "1 to " + (MOST_PORT - 1)));
    }
    String at = bracketed(setHost.isEmpty() ? host : setHost);
    try {
      options.server("tcp://" + at + ":" + port, "tcp://" + at + ":" + (port + 1));
    } catch (IllegalArgumentException malformed) {
      String must = "an address to connect to: " + malformed.getMessage();
      throw setHost.isEmpty()
          ? settings.bad("marsAddress", host, must)
          : badVariable(MARS_ADDRESS, setHost, must);
    }
  }

  private static IllegalArgumentException badVariable(String name, String value, String must) {
    return new IllegalArgumentException("variable %s '%s' is not %s".formatted(name, value, must));
  }

  private static String bracketed(String host) {
    return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
  }
}
