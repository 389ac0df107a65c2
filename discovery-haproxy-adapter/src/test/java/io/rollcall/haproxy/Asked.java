package io.rollcall.haproxy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Asks the runtime API at a Unix socket, as anybody may. */
final class Asked {
  private Asked() {}

  static String of(Path socket, String command) throws IOException {
    Endpoint endpoint = Endpoint.parse("unix://" + socket);
    return new RuntimeApi(endpoint, host -> Lookup.PENDING, Duration.ofSeconds(10)).ask(command);
  }

  static boolean answers(Path socket) {
    try {
      return of(socket, "show info").startsWith("Name: HAProxy");
    } catch (IOException notYet) {
      return false;
    }
  }
}
