package io.rollcall.haproxy;

import java.net.InetAddress;
import java.util.List;

/**
 * A command of HAProxy's runtime API that alters a server. Immutable.
 *
 * <p>Names, addresses and numbers come as what they are, and not as somebody's text; the
 * constructor refuses what would be more than one command all the same.
 *
 * @param text what HAProxy is told
 * @param success what its answer begins with if it did it; empty if it then says nothing
 * @param notYet what its answer begins with if it would do it later; empty if there is no such
 *     answer
 */
record Command(String text, List<String> success, String notYet) {
  private static final String ADD = "add server ";

  /** In HAProxy's answer if the backend's algorithm can't take servers at run time. */
  private static final String STATIC_BALANCING = "must use a dynamic load balancing";

  private static final String STATIC_ADVICE =
      "; 'balance static-rr' and hashes with 'hash-type map-based', which is HAProxy's default, take"
          + " no servers at run time: use roundrobin, leastconn, first, random, or a hash with"
          + " 'hash-type consistent'";

  Command {
    if (!isOne(text)) {
      throw new IllegalArgumentException("'" + Printable.of(text) + "' is not one command");
    }
    success = List.copyOf(success);
  }

  /** Whether HAProxy reads this as part of one command: printable ASCII without separators. */
  static boolean isOne(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != ';' && c != '<' && c != '\\');
  }

  static Command add(String server, int id, WantedServer wanted, String parameters) {
    InetAddress address = wanted.address().orElseThrow().ip();
    // A colon inside an IPv6 address reads as the port's but for the brackets.
    String ip = Ip.isV6(address) ? "[" + Ip.text(address) + "]" : Ip.text(address);
    String more = parameters.isEmpty() ? "" : " " + parameters;
    return new Command(
        ADD
            + "%s %s:%d%s weight %d id %d"
                .formatted(server, ip, wanted.address().get().port(), more, wanted.weight(), id),
        List.of("New server registered."),
        "");
  }

  static Command enableHealth(String server) {
    return silent("enable health " + server);
  }

  static Command weight(String server, int weight) {
    return silent("set server %s weight %d".formatted(server, weight));
  }

  static Command address(String server, ServerAddress address) {
    return new Command(
        "set server %s addr %s port %d".formatted(server, Ip.text(address.ip()), address.port()),
        List.of("IP changed", "no need to change", "nothing changed", "port changed"),
        "");
  }

  static Command mode(String server, Mode mode) {
    return silent("set server %s state %s".formatted(server, mode.word()));
  }

  static Command shutdownSessions(String server) {
    return silent("shutdown sessions server " + server);
  }

  static Command delete(String server) {
    return new Command(
        "del server " + server,
        List.of("Server deleted."),
        "Server still has connections attached to it");
  }

  private static Command silent(String text) {
    return new Command(text, List.of(), "");
  }

  /** Whether it makes a server that was not there. */
  boolean adds() {
    return text.startsWith(ADD);
  }

  boolean isDoneBy(String answer) {
    return success.isEmpty()
        ? answer.isBlank()
        : success.stream().anyMatch(answer.strip()::startsWith);
  }

  /** What to say of an answer that shows that it was not done. */
  String refusal(String answer) {
    String refusal = "'%s' is refused: '%s'".formatted(text, answer);
    return answer.contains(STATIC_BALANCING) ? refusal + STATIC_ADVICE : refusal;
  }

  boolean isPutOffBy(String answer) {
    return !notYet.isEmpty() && answer.strip().startsWith(notYet);
  }

  @Override
  public String toString() {
    return text;
  }
}
