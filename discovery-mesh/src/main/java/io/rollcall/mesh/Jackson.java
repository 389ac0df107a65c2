package io.rollcall.mesh;

import io.rollcall.discovery.DiscoveryException;
import java.util.function.Supplier;

/** The library for JSON, an optional one. No class of it is named here, so that this one loads. */
final class Jackson {
  private Jackson() {}

  /**
   * What needs the library.
   *
   * @param who needs it
   * @throws DiscoveryException if it is not there; the message names it
   */
  static <T> T present(String who, Supplier<T> use) {
    try {
      return use.get();
    } catch (LinkageError missing) {
      throw new DiscoveryException(
          who
              + " needs the library Jackson (tools.jackson.core:jackson-databind; on the module"
              + " path an application requires tools.jackson.databind), which is not there",
          missing);
    }
  }
}
