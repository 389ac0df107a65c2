package io.rollcall.discovery.survey;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Standing;
import io.rollcall.discovery.wire.Tombstone;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One server's roster as a subscriber knows it, and how far that server can be relied on. */
final class ServerView {
  private Map<String, Present> entries = new HashMap<>();
  private long sequence;
  private boolean known;
  private boolean whole;
  private boolean settled;
  private boolean closed;
  private boolean silent;
  private boolean outdated;
  private long heardAt;
  private long excusedUntil;
  private long pulse;
  private final boolean returned;
  private final boolean unreachable;
  private long trustedFrom;

  /**
   * A server.
   *
   * @param returned whether it was away before, or the reader
   * @param unreachable whether it was away before, and the reader was there
   * @param trustedFrom when absence from its list begins to mean anything, if it has settled then
   */
  ServerView(boolean returned, boolean unreachable, long trustedFrom) {
    this.returned = returned;
    this.unreachable = unreachable;
    this.trustedFrom = trustedFrom;
  }

  boolean isReturned() {
    return returned;
  }

  /** Whether it was silent for a while before, though the reader was there. */
  boolean wasUnreachable() {
    return unreachable;
  }

  boolean isSilent() {
    return silent;
  }

  /** The server is there and says this of itself. */
  void heard(Standing standing, long now) {
    settled |= standing.settled();
    pulse = Math.max(1, standing.pulseMillis()) * 1_000_000L;
    silent = false;
    heardAt = now;
    excusedUntil = now;
  }

  /** The server has said goodbye. */
  void close(long now) {
    closed = true;
    heardAt = now;
  }

  boolean isClosed() {
    return closed;
  }

  /** Looks at the time; after three pulses missed the server is silent. */
  void look(long now) {
    silent |= now - silentAt() >= 0;
  }

  /** That the server was not heard until now says nothing. */
  void excuse(long now) {
    excusedUntil = now;
  }

  /** When the server itself said something last. */
  long heardAt() {
    return heardAt;
  }

  /** Whether a pulse did not come in time, though the reader was there. */
  boolean hasMissedPulse(long now) {
    return now - excusedUntil > 2 * pulse;
  }

  /** A little later than the third pulse would have come. */
  long silentAt() {
    return excusedUntil + 3 * pulse + pulse / 4;
  }

  long pulse() {
    return pulse;
  }

  /** Whether it is there: its pulses come and it has said no goodbye. */
  boolean counts() {
    return !closed && !silent;
  }

  /** Whether a roster of it is known. */
  boolean isKnown() {
    return known;
  }

  /** Whether it is there, its roster is known, and its silence about a member means absence. */
  boolean isTrusted(long now) {
    return counts() && settled && known && now - trustedFrom >= 0;
  }

  /** Whether it has settled, and its roster is known or was before it was away. */
  boolean isSettled() {
    return settled && (known || returned);
  }

  long trustedFrom() {
    return trustedFrom;
  }

  /** Nothing is inferred from absence before then, if that is later than was known. */
  void trustFrom(long then) {
    trustedFrom = Math.max(trustedFrom, then);
  }

  /** What comes next of it may be older than what is known from elsewhere. */
  void outdate() {
    outdated = true;
  }

  /** Whether it must begin anew when it is heard: its pulses ceased to come, or it is outdated. */
  boolean isOutdated() {
    return silent || outdated;
  }

  /** Whether its roster is known without a gap up to its newest change. */
  boolean isWhole() {
    return whole;
  }

  /** Changes are missing. */
  void gap() {
    whole = false;
  }

  long sequence() {
    return sequence;
  }

  /** Its list is of no use any more; that it was there is remembered. */
  void clear() {
    entries = new HashMap<>();
    known = false;
    whole = false;
  }

  void install(Map<String, Present> snapshot, long sequence) {
    this.entries = snapshot;
    this.sequence = sequence;
    this.known = true;
    this.whole = true;
  }

  void advance() {
    sequence++;
  }

  void put(Present present) {
    entries.put(present.name(), present);
  }

  /**
   * Takes out the stay that ended, if it stands here; returns its name. A goodbye that came to a
   * server which did not know the client has none, and is sought by client.
   */
  Optional<String> remove(Tombstone tombstone) {
    Optional<String> name =
        tombstone.name().isEmpty()
            ? nameOf(tombstone.session().client())
            : Optional.of(tombstone.name());
    if (name.isEmpty() || !isOf(tombstone, entries.get(name.get()))) {
      return Optional.empty();
    }
    entries.remove(name.get());
    return name;
  }

  /** Whether it is this stay, or one before the one, that ended. */
  static boolean isOf(Tombstone tombstone, @Nullable Present present) {
    return present != null
        && (Tombstones.isFinal(tombstone)
            ? tombstone.session().client().equals(present.session().client())
            : tombstone.session().covers(present.session()));
  }

  private Optional<String> nameOf(Incarnation client) {
    return entries.values().stream()
        .filter(present -> present.session().client().equals(client))
        .map(Present::name)
        .findFirst();
  }

  Collection<Present> entries() {
    return entries.values();
  }

  Set<String> names() {
    return entries.keySet();
  }

  @Nullable Present find(String name) {
    return entries.get(name);
  }
}
