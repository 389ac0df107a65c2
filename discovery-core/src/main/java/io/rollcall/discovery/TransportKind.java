package io.rollcall.discovery;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What carries the messages of servers, clients and subscribers. Both kinds speak ZMTP, the
 * protocol of ZeroMQ, and interoperate.
 */
public enum TransportKind {
  /**
   * ZMTP 3.1 on Rollcall's own engine, the default. Its {@link Security#curve} needs {@code
   * org.bouncycastle:bcprov-jdk18on}.
   */
  ZMTP,

  /** JeroMQ, in the module {@code io.rollcall:discovery-jeromq}. */
  JEROMQ;

  /** The system property that chooses where the options do not. */
  static final String PROPERTY = "rollcall.transport";

  /** As the system property and the command line name it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one that the system property names; the default where it is not set.
   *
   * @throws IllegalArgumentException if it names none
   */
  static TransportKind ofProperty() {
    String named = System.getProperty(PROPERTY, ZMTP.toString());
    for (TransportKind each : values()) {
      if (each.toString().equals(named)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "system property %s is '%s'; it must be %s".formatted(PROPERTY, named, choice()));
  }

  private static String choice() {
    return Arrays.stream(values())
        .map(each -> "'" + each + "'")
        .collect(Collectors.joining(" or "));
  }
}
