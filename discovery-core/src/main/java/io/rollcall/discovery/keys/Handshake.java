package io.rollcall.discovery.keys;

import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.Refusal.Reason;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the handshake with one server goes, as far as the transport tells, and which of the trusted
 * keys the server is asked to prove: the one that it proved last, or the next one after it did not.
 * Pure and not thread-safe.
 */
public final class Handshake {
  /** How it ended. */
  public enum End {
    /** Nothing is wrong, or it is too early to tell. */
    UNTOLD,
    /** The server shall be asked for another key at once. */
    NEXT_KEY,
    /** The server, or this side, let nobody in. */
    REFUSED
  }

  /** A server that stops, or to which very many come at once, may well close some connections. */
  private static final int MOST_UNGREETED = 20;

  private static final int MOST_UNANSWERED = MOST_UNGREETED;

  private final String endpoint;
  private final boolean seesAnswers;
  private @Nullable String serverKey;
  private @Nullable String otherMechanism;
  private boolean greeted;
  private boolean proved;
  private boolean over;
  private int status;
  private int ungreeted;
  private int unanswered;
  private int tried;

  /** Whether an answer to this connection's HELLO does not open with the key that is asked for. */
  private boolean disproved;

  /** Whether each of those tried was disproved. */
  private boolean certain = true;

  private @Nullable Refusal refusal;

  /**
   * With the server at this endpoint; nothing is known of it yet. The transport does not see
   * answers: each end after the greeting counts as one that disproves the key.
   */
  public Handshake(String endpoint) {
    this(endpoint, false);
  }

  /**
   * With the server at this endpoint; nothing is known of it yet.
   *
   * @param seesAnswers whether the transport tells {@link #disproved}
   */
  public Handshake(String endpoint, boolean seesAnswers) {
    this.endpoint = endpoint;
    this.seesAnswers = seesAnswers;
  }

  /** The key that the server is asked for: of those trusted, in Z85; {@code null} if none is. */
  @Nullable String serverKey(Collection<String> trusted) {
    if (serverKey == null || !trusted.contains(serverKey)) {
      serverKey = after(null, trusted);
      tried = 0;
      certain = true;
    }
    return serverKey;
  }

  /** A connection stands. */
  public void begins() {
    otherMechanism = null;
    greeted = false;
    proved = false;
    disproved = false;
    over = false;
    status = 0;
  }

  /** The far end has sent a greeting that suits. */
  public void greeted() {
    greeted = true;
    ungreeted = 0;
  }

  /** The far end has sent a greeting with a mechanism that does not suit. */
  public void greetedBy(String mechanism) {
    otherMechanism = mechanism;
    ungreeted = 0;
  }

  /** The server has proved its key; what else may go wrong is not about that. */
  public void proved() {
    proved = true;
    unanswered = 0;
  }

  /** The server has answered, and not as who has the key would. */
  public void disproved() {
    disproved = true;
  }

  /** The server has sent this status (ZAP, RFC 27) in place of an answer. */
  public void turnedAway(int with) {
    status = with;
  }

  /** Whether the end of this connection will be a refusal that says why. */
  public boolean isExplained() {
    return otherMechanism != null || status != 0;
  }

  /** Something was heard: it is over, and all is well. */
  public void succeeded() {
    over = true;
    ungreeted = 0;
    unanswered = 0;
    tried = 0;
    certain = true;
    refusal = null;
  }

  /**
   * The connection broke.
   *
   * @param own the key that this side proved; empty without security
   * @param trusted the keys that the server may prove
   */
  public End broken(Optional<String> own, Collection<String> trusted) {
    if (over) {
      return End.UNTOLD;
    }
    if (status != 0) {
      return refused(
          "the server at '%s' does not trust the key %s (status %d)"
              .formatted(endpoint, own.orElse("of none"), status));
    }
    if (otherMechanism != null) {
      return refused(
          "the server at '%s' %s: its mechanism is '%s'"
              .formatted(
                  endpoint, own.isEmpty() ? "asks for a key" : "has no security", otherMechanism));
    }
    if (greeted) {
      return own.isEmpty() || proved ? End.UNTOLD : anotherKey(trusted);
    }
    ungreeted++;
    return ungreeted < MOST_UNGREETED ? End.UNTOLD : refused(closesEvery(own));
  }

  /**
   * Where only one side has security either of the two may notice it first, and close. If that is
   * always the server, this side never reads a greeting and can only tell what may be wrong.
   */
  private String closesEvery(Optional<String> own) {
    return "the server at '%s' closes every connection: it has no room, or %s"
        .formatted(endpoint, own.isEmpty() ? "asks for a key" : "has no security");
  }

  /**
   * JeroMQ has given the connection up and makes no other, which it does where the far end speaks
   * something else.
   */
  public End givenUp(Optional<String> own) {
    if (ungreeted == 0) {
      return End.UNTOLD;
    }
    return refused(
        own.isEmpty()
            ? "the server at '%s' asks for a key, or speaks something else".formatted(endpoint)
            : "the server at '%s' has no security, or speaks something else".formatted(endpoint));
  }

  /** This side trusts no key: whatever the server proves, it is not the right one. */
  public End nothingTrusted() {
    return refused(
        "this side trusts no key that the server at '%s' could prove".formatted(endpoint));
  }

  /**
   * A server that is asked for another's key ends the connection without a word. So does one that
   * stops or has too much to do, and so does a network: only many such ends in a row tell.
   */
  private End anotherKey(Collection<String> trusted) {
    if (trusted.isEmpty()) {
      return nothingTrusted();
    }
    if (seesAnswers && !disproved) {
      unanswered++;
      certain = false;
    }
    tried++;
    if (tried < trusted.size()) {
      serverKey = after(serverKey, trusted);
      return End.NEXT_KEY;
    }
    boolean tells = certain || unanswered >= MOST_UNANSWERED;
    tried = 0;
    certain = true;
    if (!tells) {
      return End.UNTOLD;
    }
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
  public Optional<Refusal> refusal() {
    return Optional.ofNullable(refusal);
  }
}
