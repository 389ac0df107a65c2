package io.rollcall.groupcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who owns a key: as Go's pools have it, and moved only where it must be. */
class HashRingTest {
  private static final int REPLICAS = 50;

  /** Golden vectors, from runs of both Go libraries. */
  @ParameterizedTest
  @CsvSource({
    "'', 1, 2",
    "a, 2, 1",
    "foo, 1, 2",
    "bar, 2, 2",
    "user:42, 1, 1",
    "key with space, 1, 1",
    "a/b, 3, 2",
    "日本, 1, 1"
  })
  void shouldAgreeWithGo(String key, int golang, int mailgun) {
    assertThat(ring(Ring.GOLANG, peers(3)).owner(utf8(key))).isEqualTo(peer(golang));
    assertThat(ring(Ring.MAILGUN, peers(3)).owner(utf8(key))).isEqualTo(peer(mailgun));
  }

  /** From a run of Go: its consistenthash, and the FNV-1 and MD5 of its library. */
  @ParameterizedTest
  @CsvSource({
    "1, '', c, b", "1, a, c, c", "1, foo, e, a", "1, user:42, a, d", "1, 日本, b, c",
    "1, a/b, d, a", "1, k0, c, c", "1, k1, e, c", "1, k2, d, c", "1, k3, e, c",
    "160, '', b, d", "160, a, b, a", "160, foo, c, a", "160, user:42, d, c", "160, 日本, a, a",
    "160, a/b, d, a", "160, k0, c, c", "160, k1, e, c", "160, k2, d, c", "160, k3, c, c"
  })
  void shouldAgreeWithGoForOtherReplicasAndUrls(
      int replicas, String key, String golang, String mailgun) {
    List<String> peers =
        Stream.of("a", "b", "c", "d", "e")
            .map("https://cache-%s.example:8443/pool"::formatted)
            .toList();
    String url = "https://cache-%s.example:8443/pool";
    assertThat(new HashRing(Ring.GOLANG, replicas, peers).owner(utf8(key)))
        .isEqualTo(url.formatted(golang));
    assertThat(new HashRing(Ring.MAILGUN, replicas, peers).owner(utf8(key)))
        .isEqualTo(url.formatted(mailgun));
  }

  /** Each peer and each number of peers, against the rule written down plainly. */
  @ParameterizedTest
  @EnumSource
  void shouldAgreeWithTheRuleForRandomPeers(Ring kind) {
    Random random = new Random(7);
    for (int size : new int[] {0, 1, 2, 5, 40}) {
      List<String> peers =
          random.ints(size).mapToObj(n -> "https://host-" + n + ".example:8443/a").toList();
      int replicas = 1 + random.nextInt(100);
      HashRing ring = new HashRing(kind, replicas, peers);
      NavigableMap<Long, String> plain = plain(kind, replicas, peers);
      for (int i = 0; i < 500; i++) {
        byte[] key = utf8("key" + random.nextLong());
        assertThat(ring.owner(key)).isEqualTo(plainOwner(plain, kind.key(key)));
      }
    }
  }

  /** Where two stand on one point, the one that was added last owns it. */
  @Test
  void shouldGiveAPointThatTwoHaveToTheLast() {
    Random random = new Random(7);
    List<String> peers =
        random.longs(4_000).mapToObj(n -> "http://%x.example".formatted(n)).toList();
    NavigableMap<Long, String> plain = plain(Ring.GOLANG, REPLICAS, peers);
    assertThat(plain.size()).as("points without collisions").isLessThan(4_000 * REPLICAS);
    HashRing ring = ring(Ring.GOLANG, peers);
    for (Map.Entry<Long, String> point : plain.entrySet()) {
      assertThat(ring.ownerFrom(point.getKey())).isEqualTo(point.getValue());
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldMoveToANewPeerOnlyWhatItOwns(Ring kind) {
    int moved = moved(ring(kind, peers(3)), ring(kind, peers(4)), peer(4));
    assertThat(moved).as("a quarter or so of 10,000").isBetween(1_500, 3_500);
  }

  @ParameterizedTest
  @EnumSource
  void shouldMoveFromAPeerThatLeavesOnlyWhatItOwned(Ring kind) {
    int moved = moved(ring(kind, peers(9)), ring(kind, peers(10)), peer(10));
    assertThat(moved).as("a tenth or so of 10,000").isBetween(500, 1_500);
  }

  /** How many keys have another owner in one than in the other: that is this peer for all. */
  private static int moved(HashRing without, HashRing with, String peer) {
    int moved = 0;
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      byte[] key = utf8("key%x".formatted(random.nextLong()));
      if (!without.owner(key).equals(with.owner(key))) {
        assertThat(with.owner(key)).isEqualTo(peer);
        moved++;
      }
    }
    return moved;
  }

  @Test
  void shouldHaveNoOwnerWithoutPeers() {
    assertThat(ring(Ring.GOLANG, List.of()).owner(utf8("key"))).isNull();
  }

  private static NavigableMap<Long, String> plain(Ring kind, int replicas, List<String> peers) {
    NavigableMap<Long, String> points = new TreeMap<>();
    for (String peer : peers) {
      for (int i = 0; i < replicas; i++) {
        points.put(kind.point(i, peer), peer);
      }
    }
    return points;
  }

  private static String plainOwner(NavigableMap<Long, String> points, long hash) {
    if (points.isEmpty()) {
      return null;
    }
    Map.Entry<Long, String> next = points.ceilingEntry(hash);
    return next == null ? points.firstEntry().getValue() : next.getValue();
  }

  private static HashRing ring(Ring kind, List<String> peers) {
    return new HashRing(kind, REPLICAS, peers);
  }

  private static List<String> peers(int count) {
    return new ArrayList<>(IntStream.rangeClosed(1, count).mapToObj(HashRingTest::peer).toList());
  }

  private static String peer(int number) {
    return "http://10.0.0.%d:8080".formatted(number);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
