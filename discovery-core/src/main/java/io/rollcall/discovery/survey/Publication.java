package io.rollcall.discovery.survey;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.wire.Chunks;
import io.rollcall.discovery.wire.Message.Change;
import io.rollcall.discovery.wire.Message.Pulse;
import io.rollcall.discovery.wire.Message.Snapshot;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Standing;
import io.rollcall.discovery.wire.Tombstone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a server has published: the roster as subscribers know it, and the changes since, gathered
 * until they go out together under the next sequence.
 */
final class Publication {
  private final Incarnation server;
  private final ServerSettings settings;
  private final Map<String, Present> published = new LinkedHashMap<>();
  private final Set<String> touched = new LinkedHashSet<>();
  private final List<Tombstone> ended = new ArrayList<>();
  private @Nullable List<Snapshot> snapshot;
  private long sequence;
  private boolean settled;
  private long takes;

  /** When what is pending may go out. */
  private long dueAt;

  /** Nothing is published yet; to do so takes so many nanoseconds. */
  Publication(Incarnation server, ServerSettings settings, long takes, long now) {
    this.takes = takes;
    this.server = server;
    this.settings = settings;
    this.dueAt = now;
  }

  /** What stands under this name may have changed. */
  void touch(String name) {
    touched.add(name);
  }

  /** A stay is over. */
  void ended(Tombstone tombstone) {
    ended.add(tombstone);
    touched.add(tombstone.name());
  }

  void settled() {
    settled = true;
    snapshot = null;
  }

  boolean isPending() {
    return !touched.isEmpty();
  }

  /** To publish something takes so many nanoseconds. */
  void takes(long nanos) {
    takes = nanos;
  }

  /** When what is pending may go out. */
  long due() {
    return dueAt;
  }

  /** What says that the server is there, and up to which change its publications go. */
  Pulse pulse() {
    return new Pulse(standing());
  }

  /**
   * Publishes what is pending; {@code holder} knows what stands under a name now. What follows is
   * gathered for twice as long as this takes, so that to publish leaves half of the time for
   * others.
   */
  List<Change> flush(Function<String, @Nullable Present> holder, long now) {
    List<Present> present = new ArrayList<>();
    for (String name : touched) {
      Present holding = holder.apply(name);
      if (holding == null) {
        published.remove(name);
      } else if (!holding.equals(published.put(name, holding))) {
        present.add(holding);
      }
    }
    List<Change> changes = new ArrayList<>();
    if (!present.isEmpty() || !ended.isEmpty()) {
      snapshot = null;
      // A name that passes from one incarnation to another must not seem to leave in between, so
      // the departed stand last.
      for (Chunks.Piece piece : Chunks.of(present, List.copyOf(ended))) {
        sequence++;
        changes.add(new Change(standing(), piece.present(), piece.tombstones()));
      }
      dueAt = now + Math.max(settings.gather(), 2 * takes * changes.size());
    }
    touched.clear();
    ended.clear();
    return changes;
  }

  /** Somebody has said goodbye whom nobody knew: no change, but a snapshot tells of it. */
  void saidGoodbye() {
    snapshot = null;
  }

  /**
   * The roster as published, and the tombstones up to then, in as many parts as it takes. Who has
   * departed since stands in the next change: else it would leave out of order.
   */
  List<Snapshot> snapshot(Tombstones recent) {
    if (snapshot == null) {
      Set<Incarnation> pending =
          ended.stream().map(each -> each.session().client()).collect(Collectors.toSet());
      List<Tombstone> tombstones =
          recent.list().stream()
              .filter(each -> !pending.contains(each.session().client()))
              .toList();
      List<Chunks.Piece> pieces = Chunks.of(List.copyOf(published.values()), tombstones);
      List<Snapshot> parts = new ArrayList<>();
      for (Chunks.Piece piece : pieces) {
        parts.add(
            new Snapshot(
                standing(), parts.size(), pieces.size(), piece.present(), piece.tombstones()));
      }
      snapshot = parts;
    }
    return snapshot;
  }

  private Standing standing() {
    return new Standing(
        server, settings.cluster(), sequence, settled, (int) (settings.pulse() / 1_000_000));
  }
}
