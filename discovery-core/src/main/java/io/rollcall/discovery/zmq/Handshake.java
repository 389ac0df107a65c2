package io.rollcall.discovery.zmq;

import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.Refusal.Reason;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the handshake with one server goes, as far as JeroMQ tells, and which of the trusted keys the
 * server is asked to prove: the one that it proved last, or the next one after it did not. Pure and
 * not thread-safe.
 */
final class Handshake {
  /** How it ended. */
  enum End {
    /** Nothing is wrong, or it is too early to tell. */
    UNTOLD,
    /** The server shall be asked for another key at once. */
    NEXT_KEY,
    /** The server, or this side, let nobody in. */
    REFUSED
  }

  /** A server that stops, or to which very many come at once, may well close some connections. */
  private static final int MOST_UNGREETED = 20;

  private final String endpoint;
  private @Nullable String serverKey;
  private boolean greeted;
  private boolean over;
  private int status;
  private int ungreeted;
  private int tried;
  private @Nullable Refusal refusal;

  Handshake(String endpoint) {
    this.endpoint = endpoint;
  }

  /** The key that the server is asked for: of those trusted, in Z85; {@code null} if none is. */
  @Nullable String serverKey(Collection<String> trusted) {
    if (serverKey == null || !trusted.contains(serverKey)) {
      serverKey = after(null, trusted);
      tried = 0;
    }
    return serverKey;
  }

  /** A connection stands. */
  void begins() {
    greeted = false;
    over = false;
    status = 0;
  }

  /** The far end has sent a greeting that suits. */
  void greeted() {
    greeted = true;
    ungreeted = 0;
  }

  /** The server has sent this status (ZAP, RFC 27) in place of an answer. */
  void turnedAway(int with) {
    status = with;
  }

  /** Something was heard: it is over, and all is well. */
  void succeeded() {
    over = true;
    ungreeted = 0;
    tried = 0;
    refusal = null;
  }

  /**
   * The connection broke.
   *
   * @param own the key that this side proved; empty without security
   * @param trusted the keys that the server may prove
   */
  End broken(Optional<String> own, Collection<String> trusted) {
    if (over) {
      return End.UNTOLD;
    }
    if (status != 0) {
      return refused(
          "the server at '%s' does not trust the key %s (status %d)"
              .formatted(endpoint, own.orElse("of none"), status));
    }
    if (greeted) {
      return own.isEmpty() ? End.UNTOLD : anotherKey(trusted);
    }
    ungreeted++;
    return ungreeted < MOST_UNGREETED
        ? End.UNTOLD
        : refused(
            "the server at '%s' closes every connection: it has no room, or asks for a key"
                .formatted(endpoint));
  }

  /**
   * JeroMQ has given the connection up and makes no other, which it does where the far end speaks
   * something else.
   */
  End givenUp(Optional<String> own) {
    if (ungreeted == 0) {
      return End.UNTOLD;
    }
    return refused(
        own.isEmpty()
            ? "the server at '%s' asks for a key, or speaks something else".formatted(endpoint)
            : "the server at '%s' has no security, or speaks something else".formatted(endpoint));
  }

  private End anotherKey(Collection<String> trusted) {
    tried++;
    if (tried < trusted.size()) {
      serverKey = after(serverKey, trusted);
      return End.NEXT_KEY;
    }
    tried = 0;
    return refused(
        "the server at '%s' proves none of the %d trusted keys"
            .formatted(endpoint, trusted.size()));
  }

  /** The trusted key that stands next in order; the first after the last, and after none. */
  private static @Nullable String after(@Nullable String key, Collection<String> trusted) {
    NavigableSet<String> sorted = new TreeSet<>(trusted);
    String next = key == null ? null : sorted.higher(key);
    return next != null || sorted.isEmpty() ? next : sorted.first();
  }

  private End refused(String detail) {
    refusal = new Refusal(Reason.KEY, detail);
    return End.REFUSED;
  }

  /** Why it was refused, if it was. */
  Optional<Refusal> refusal() {
    return Optional.ofNullable(refusal);
  }
}
