package io.rollcall.haproxy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives added servers the cookies of HAProxy's persistence. One thread at a time.
 *
 * <p>A server that is added has no cookie, also in a backend with {@code cookie NAME dynamic}.
 * {@code enable dynamic-cookie} computes those of all servers from their addresses and the
 * backend's {@code dynamic-cookie-key}; servers that have one keep it.
 */
final class Cookies {
  private static final Logger log = LoggerFactory.getLogger(Cookies.class);
  private static final int BACKEND = 2;
  private static final int SERVER = 4;
  private static final int ANY = -1;

  private final RuntimeApi api;
  private final String backend;
  private final Once warnings = new Once(log);

  /** Also at the start: who followed before may have ended between the two commands. */
  private boolean due = true;

  Cookies(RuntimeApi api, String backend) {
    this.api = api;
    this.backend = backend;
  }

  /** A server has been added. */
  void expire() {
    due = true;
  }

  /**
   * Has HAProxy compute the cookies if a server was added and the backend uses cookies.
   *
   * @param ours servers of this backend
   * @throws IOException if HAProxy does not answer; then it is tried again
   */
  void refresh(List<ServerState> ours) throws IOException {
    if (!due || ours.isEmpty()) {
      return;
    }
    ServerState one = ours.get(0);
    if (!cookie(one.backendId(), BACKEND, ANY).isEmpty()) {
      enable();
      if (cookie(one.backendId(), SERVER, one.id()).isEmpty()) {
        warnings.warn(
            backend,
            "%s: backend '%s' has a cookie but no dynamic-cookie-key, so no cookie leads to an added server; put 'dynamic-cookie-key SECRET' into the backend"
                .formatted(api, backend));
      }
    }
    due = false;
  }

  private void enable() throws IOException {
    String command = "enable dynamic-cookie backend " + backend;
    String answer = api.ask(command);
    if (!answer.isBlank()) {
      odd(command, answer);
    }
  }

  /** The cookie's name of a backend, or its value of a server; empty if there is none. */
  private String cookie(int backendId, int type, int id) throws IOException {
    String command = "show stat %d %d %d".formatted(backendId, type, id);
    String answer = api.ask(command);
    List<String> lines = answer.lines().toList();
    int column = lines.isEmpty() ? -1 : cells(lines.get(0)).indexOf("cookie");
    if (column < 0 || lines.size() < 2 || cells(lines.get(1)).size() <= column) {
      odd(command, answer);
      return "";
    }
    return cells(lines.get(1)).get(column);
  }

  private void odd(String command, String answer) {
    warnings.warn(
        command, "%s: '%s' is answered '%s'".formatted(api, command, Printable.of(answer)));
  }

  private static List<String> cells(String line) {
    return Arrays.asList(line.split(",", -1));
  }
}
