package io.rollcall.discovery.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What several servers have published, as one list. Pure and not thread-safe; times are
 * nanoseconds.
 *
 * <p>Who is on any server's list is present. The list of a server that is gone stays until one that
 * is there has published and has been there for the settle time: a server that was restarted lists
 * few at first, and that is no event.
 */
final class MergedNames {
  private static final class Source {
    final long since;
    @Nullable SortedSet<String> names;

    Source(long since) {
      this.since = since;
    }
  }

  private final int members;
  private final long settleTime;
  private final Map<Long, Source> sources = new HashMap<>();

  /** What those who are gone had published last. */
  private final SortedSet<String> left = new TreeSet<>();

  private boolean known;

  /** Of those who are gone it keeps {@code members} names at most. */
  MergedNames(long settleTime, int members) {
    this.members = members;
    this.settleTime = settleTime;
  }

  void connected(long source, long now) {
    sources.put(source, new Source(now));
  }

  void lost(long source) {
    Source gone = sources.remove(source);
    if (gone != null && gone.names != null) {
      if (left.size() + gone.names.size() > members) {
        left.clear();
      }
      left.addAll(gone.names);
    }
  }

  void published(long source, SortedSet<String> names, long now) {
    Source from = sources.get(source);
    if (from != null) {
      known = true;
      from.names = names;
      tick(now);
    }
  }

  /** Time has passed. */
  void tick(long now) {
    if (!left.isEmpty() && due().isPresent() && now - due().get() >= 0) {
      left.clear();
    }
  }

  /** When {@link #tick} would let those go who are on no list any more. */
  Optional<Long> due() {
    return left.isEmpty()
        ? Optional.empty()
        : sources.values().stream()
            .filter(source -> source.names != null)
            .map(source -> source.since + settleTime)
            .min(Long::compare);
  }

  /** Who is present; empty if nobody has published yet. */
  Optional<SortedSet<String>> names() {
    if (!known) {
      return Optional.empty();
    }
    SortedSet<String> all = new TreeSet<>(left);
    for (Source source : sources.values()) {
      if (source.names != null) {
        all.addAll(source.names);
      }
    }
    return Optional.of(all);
  }

  /** Whether a server is there that has published. */
  boolean isLive() {
    return sources.values().stream().anyMatch(source -> source.names != null);
  }
}
