package io.rollcall.daemon;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a daemon is told by the variables of its environment; {@code docs/guide/daemon.md} lists
 * them.
 */
final class Environment {
  private static final int MOST_PORT = 65_535;

  private final Map<String, String> variables;

  Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  /**
   * A builder that was told all of it.
   *
   * @throws IllegalArgumentException if a variable is malformed; the message names it
   */
  DaemonBuilder builder() {
    DaemonBuilder builder = Daemon.builder();
    if (isManager()) {
      builder.manager();
    }
    String port = value("PORT");
    if (!port.isEmpty()) {
      builder.port(port(port));
    }
    if (!value("BIND").isEmpty()) {
      builder.host(value("BIND"));
    }
    check("BIND", host -> Daemon.builder().host(host));
    check("UPLINK", managers -> Daemon.builder().uplink(managers));
    check("SURVEY", url -> Daemon.builder().server(url, url));
    check("PUBSUB", url -> Daemon.builder().server(url, url));
    check("NAME", name -> Daemon.builder().name(name));
    check("NETWORKS", networks -> Daemon.builder().allow(networks));
    return builder
        .uplink(value("UPLINK"))
        .server(value("SURVEY"), value("PUBSUB"))
        .name(value("NAME"))
        .allow(value("NETWORKS"))
        .by(role());
  }

  /** Those that are set and say what kind of daemon it is. */
  private Map<String, String> role() {
    Map<String, String> role = new HashMap<>();
    for (String name : List.of("MANAGER", "UPLINK", "SURVEY", "PUBSUB")) {
      if (!value(name).isEmpty() && !value(name).equals("false")) {
        role.put(name, value(name));
      }
    }
    return role;
  }

  /** Builds a daemon of this variable alone, so that an error is about it. */
  private void check(String name, Function<String, DaemonBuilder> with) {
    String value = value(name);
    if (!value.isEmpty()) {
      try {
        with.apply(value).check();
      } catch (IllegalArgumentException malformed) {
        throw new IllegalArgumentException(
            "%s is '%s': %s".formatted(name, value, malformed.getMessage()), malformed);
      }
    }
  }

  private boolean isManager() {
    String manager = value("MANAGER");
    if (!manager.matches("true|false|")) {
      throw new IllegalArgumentException(
          "MANAGER is '" + manager + "'; it must be true, false or not set");
    }
    return manager.equals("true");
  }

  private static int port(String text) {
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > MOST_PORT) {
      throw new IllegalArgumentException("PORT is '" + text + "'; it must be 0 to 65535");
    }
    return Integer.parseInt(text);
  }

  private String value(String name) {
    return variables.getOrDefault(name, "").strip();
  }
}
