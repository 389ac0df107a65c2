package io.rollcall.mesh.protocol;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits for credit on one link, bounded. Frames that are sent whole keep their order; so do
 * those that are sent in parts. One that waits for octets does not hold up shorter ones behind it.
 *
 * @param <T> what waits; compared by identity
 */
public final class WaitingLine<T> {
  /** What each costs besides its octets. */
  static final int OVERHEAD = 256;

  private record Waiting<T>(T item, int length, long place) {}

  private final long mostOctets;
  private final Map<T, Waiting<T>> whole = new LinkedHashMap<>();
  private final Map<T, Waiting<T>> inParts = new LinkedHashMap<>();
  private long octets;
  private long places;

  /** Of so many octets, each counted with {@value #OVERHEAD} more. */
  public WaitingLine(long mostOctets) {
    this.mostOctets = mostOctets;
  }

  /** Something waits; returns whether there was room for it. One alone always has it. */
  public boolean add(T item, int length) {
    if (octets > 0 && octets + length + OVERHEAD > mostOctets) {
      return false;
    }
    octets += length + OVERHEAD;
    lane(length).put(item, new Waiting<>(item, length, places++));
    return true;
  }

  private Map<T, Waiting<T>> lane(int length) {
    return length > OutTransfers.PART ? inParts : whole;
  }

  /** Whether one of this length would have to wait behind others. */
  public boolean isBlocked(int length) {
    return !lane(length).isEmpty();
  }

  /**
   * Takes out what may be sent now; null if nothing may. What it costs is for the caller to spend.
   */
  public @Nullable T poll(CreditBalance balance) {
    Waiting<T> shorter = first(whole);
    Waiting<T> longer = first(inParts);
    if (longer != null
        && (shorter == null || longer.place < shorter.place)
        && balance.covers(longer.length)) {
      return take(longer);
    }
    if (shorter != null && balance.covers(shorter.length)) {
      return take(shorter);
    }
    return longer != null && balance.covers(longer.length) ? take(longer) : null;
  }

  private static <T> @Nullable Waiting<T> first(Map<T, Waiting<T>> lane) {
    Iterator<Waiting<T>> all = lane.values().iterator();
    return all.hasNext() ? all.next() : null;
  }

  private T take(Waiting<T> first) {
    remove(first.item);
    return first.item;
  }

  /** It is not to be sent any more; returns whether it was waiting. */
  public boolean remove(T item) {
    Waiting<T> removed = whole.remove(item);
    if (removed == null) {
      removed = inParts.remove(item);
    }
    if (removed == null) {
      return false;
    }
    octets -= removed.length + OVERHEAD;
    return true;
  }

  /** How many octets wait, with what they cost besides. */
  public long octets() {
    return octets;
  }

  /** All that waits. */
  public List<T> all() {
    List<T> all = new ArrayList<>(whole.keySet());
    all.addAll(inParts.keySet());
    return all;
  }
}
