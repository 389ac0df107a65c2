package io.rollcall.daemon;

import java.util.Map;

/** What a daemon is told by the variables of its environment; {@code docs/daemon.md} lists them. */
final class Environment {
  private final Map<String, String> variables;

  Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  /**
   * A builder that was told all of it.
   *
   * @throws IllegalArgumentException if a variable is malformed; the message holds it
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
    return builder
        .uplink(value("UPLINK"))
        .server(value("SURVEY"), value("PUBSUB"))
        .name(value("NAME"))
        .allow(value("NETWORKS"));
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
    if (!text.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("PORT is '" + text + "'; it must be 0 to 65535");
    }
    return Integer.parseInt(text);
  }

  private String value(String name) {
    return variables.getOrDefault(name, "").strip();
  }
}
