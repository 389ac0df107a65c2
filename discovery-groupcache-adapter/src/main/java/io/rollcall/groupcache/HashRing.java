package io.rollcall.groupcache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which peer owns which key: consistent hashing. Immutable. */
final class HashRing {
  private final Ring ring;
  private final List<String> peers;
  private final long[] points;
  private final String[] owners;

  private record Point(long at, int peer) {}

  /**
   * @param peers in this order; where two stand on one point the later owns it
   * @param replicas how often each stands on the ring
   */
  HashRing(Ring ring, int replicas, List<String> peers) {
    this.ring = ring;
    this.peers = List.copyOf(peers);
    List<Point> drawn = new ArrayList<>(replicas * peers.size());
    for (int peer = 0; peer < peers.size(); peer++) {
      for (int i = 0; i < replicas; i++) {
        drawn.add(new Point(ring.point(i, peers.get(peer)), peer));
      }
    }
    drawn.sort(
        Comparator.comparingLong(Point::at)
            .thenComparing(Comparator.comparingInt(Point::peer).reversed()));
    points = drawn.stream().mapToLong(Point::at).toArray();
    owners = drawn.stream().map(point -> peers.get(point.peer())).toArray(String[]::new);
  }

  List<String> peers() {
    return peers;
  }

  /** The owner of a key: whoever stands at the first point from its own on; null of nobody. */
  @Nullable String owner(byte[] key) {
    return ownerFrom(ring.key(key));
  }

  @Nullable String ownerFrom(long hash) {
    if (points.length == 0) {
      return null;
    }
    int at = firstFrom(hash);
    return owners[at == points.length ? 0 : at];
  }

  private int firstFrom(long hash) {
    int at = Arrays.binarySearch(points, hash);
    if (at < 0) {
      return -at - 1;
    }
    while (at > 0 && points[at - 1] == hash) {
      at--;
    }
    return at;
  }
}
