package io.rollcall.cli;

import java.security.Security;
import java.util.List;

/** Which versions run here, and what the JVM's settings do to discovery. */
final class VersionCheck {
  private static final String TTL = "networkaddress.cache.ttl";
  private static final int LONG_TTL = 60;

  private VersionCheck() {}

  static void of(List<Finding> findings) {
    findings.add(Finding.ok("version", String.join(", ", new Version().getVersion())));
    jvm(Runtime.version(), findings);
    lookups(String.valueOf(Security.getProperty(TTL)), findings);
  }

  static void jvm(Runtime.Version java, List<Finding> findings) {
    if (java.pre().isPresent()) {
      findings.add(
          Finding.warn(
              "version", "Java %s is not released yet".formatted(java), "use a released one"));
    }
  }

  /**
   * How long the JVM keeps what a host name stands for.
   *
   * @param ttl in seconds, negative for ever; anything else is the JVM's own 30 s
   */
  static void lookups(String ttl, List<Finding> findings) {
    boolean ever = ttl.matches("-[0-9]+");
    if (ever || (ttl.matches("[0-9]{1,9}") && Integer.parseInt(ttl) > LONG_TTL)) {
      findings.add(
          Finding.warn(
              "version",
              "the JVM keeps the addresses of host names %s (%s)"
                  .formatted(ever ? "for ever" : "for " + ttl + " s", TTL),
              "set it to 30 or less where servers move: they are not found before"));
    }
  }
}
