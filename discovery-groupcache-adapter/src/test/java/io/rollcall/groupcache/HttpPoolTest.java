package io.rollcall.groupcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.rollcall.discovery.DiscoveryException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pools that share their keys over real HTTP. Who waits for each other fails, not hangs. */
@Timeout(120)
class HttpPoolTest {
  /** For tests in which peers wait for something else. */
  @Test
  void shouldLoadAKeyAtItsOwnerAlone() {
    try (Pools pools = Pools.of(3)) {
      for (int owner = 0; owner < 3; owner++) {
        String key = pools.keyOf(owner);
        String value = key + " of " + pools.pool(owner).self();
        for (int asking = 0; asking < 3; asking++) {
          assertThat(pools.group(asking).get(key)).hasToString(value);
          assertThat(pools.group(asking).get(key)).as("again").hasToString(value);
        }
        assertThat(pools.loads(key)).isEqualTo(1);
      }
      GroupStats stats = pools.group(0).stats();
      assertThat(stats).isEqualTo(new GroupStats(8, 5, 2, 0, 1, 0, 2, 0));
    }
  }

  /** At the owner, and at a peer that asks the owner once for all of them. */
  @Test
  void shouldLoadOnceForManyWhoAskAtOnce() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch mayLoad = new CountDownLatch(1);
    ExecutorService callers = Executors.newFixedThreadPool(20);
    try (HttpPool owner = HttpPool.start("http://127.0.0.1:0", Pools.PATIENT);
        HttpPool asking = HttpPool.start("http://127.0.0.1:0", Pools.PATIENT)) {
      Loader loader =
          key -> {
            loading.countDown();
            mayLoad.await();
            return ByteView.of("value");
          };
      Group atOwner = owner.group("group", Pools.PLENTY, loader, () -> true);
      Group atPeer = asking.group("group", Pools.PLENTY, HttpPoolTest::failing, () -> true);
      asking.set(List.of(owner.self()));
      List<Future<ByteView>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Group group = i % 2 == 0 ? atOwner : atPeer;
        all.add(callers.submit(() -> group.get("key")));
      }
      loading.await();
      await().until(() -> atPeer.stats().gets() == 10 && atOwner.stats().gets() == 11);
      mayLoad.countDown();
      for (Future<ByteView> each : all) {
        assertThat(each.get()).hasToString("value");
      }
      assertThat(atOwner.stats().localLoads()).isEqualTo(1);
      assertThat(atOwner.stats().serverRequests()).isEqualTo(1);
      assertThat(atPeer.stats().peerLoads()).isEqualTo(1);
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void shouldLoadHereWhenTheOwnerIsDown() {
    try (Pools pools = Pools.of(2)) {
      String key = pools.keyOf(1);
      pools.pool(1).close();
      assertThat(pools.group(0).get(key)).hasToString(key + " of " + pools.pool(0).self());
      assertThat(pools.group(0).stats()).isEqualTo(new GroupStats(1, 0, 0, 1, 1, 0, 0, 0));
    }
  }

  @Test
  void shouldLoadHereWhenTheOwnersLoaderFails() {
    try (HttpPool owner = HttpPool.start("http://127.0.0.1:0", Pools.PATIENT);
        HttpPool asking = HttpPool.start("http://127.0.0.1:0", Pools.PATIENT)) {
      asking.set(List.of(owner.self()));
      Group failing = owner.group("group", Pools.PLENTY, HttpPoolTest::failing);
      Group here = asking.group("group", Pools.PLENTY, key -> ByteView.of("here"));
      assertThat(here.get("key")).hasToString("here");
      assertThat(failing.stats().loadErrors()).isEqualTo(1);
      assertThat(here.stats().peerErrors()).isEqualTo(1);
    }
  }

  private static ByteView failing(String key) {
    throw new IllegalStateException("the database is away");
  }

  @Test
  void shouldAskItselfOnceIfItsUrlIsListedInAnotherSpelling() throws Exception {
    try (HttpPool pool = HttpPool.start("http://127.0.0.1:0", Pools.PATIENT)) {
      String alias = pool.self().replace("127.0.0.1", "localhost");
      Group group = pool.group("group", 0, key -> ByteView.of(key));
      pool.set(List.of(alias));
      for (String key : List.of("a", "b", "c")) {
        assertThat(group.get(key)).hasToString(key);
      }
      assertThat(group.stats().serverRequests()).as("of itself").isEqualTo(1);
      group.set("a", ByteView.of("set"));
      group.remove("a");
      assertThat(group.stats().peerErrors()).isZero();

      // Once it left the list, the URL may become another's.
      pool.set(List.of(pool.self()));
      pool.set(List.of(alias));
      group.get("d");
      assertThat(group.stats().serverRequests()).isEqualTo(2);
    }
  }

  @Test
  void shouldSayWhyAKeyCantBeLoaded() {
    try (HttpPool pool = HttpPool.start("http://127.0.0.1:0", Pools.PATIENT)) {
      Group failing = pool.group("group", Pools.PLENTY, HttpPoolTest::failing);
      assertThatThrownBy(() -> failing.get("key"))
          .isInstanceOf(LoadException.class)
          .hasMessage("the key 'key' of the group 'group' can't be loaded: the database is away")
          .hasCauseInstanceOf(IllegalStateException.class);
      Group empty = pool.group("empty", Pools.PLENTY, key -> null);
      assertThatThrownBy(() -> empty.get("key")).hasMessageContaining("the loader returned null");
      assertThatThrownBy(() -> failing.get("\ud83d")).isInstanceOf(IllegalArgumentException.class);
      assertThat(failing.stats()).isEqualTo(new GroupStats(2, 0, 0, 0, 0, 1, 0, 0));
    }
  }

  /** Each takes the other for the owner of all keys; and both are asked for the same at once. */
  @Test
  void shouldNotWaitForEachOtherWhenTheirListsAreOpposite() throws Exception {
    try (Pools pools = Pools.of(2)) {
      pools.pool(0).set(List.of(pools.pool(1).self()));
      pools.pool(1).set(List.of(pools.pool(0).self()));
      for (int i = 0; i < 100; i++) {
        String key = "key" + i;
        var one = CompletableFuture.supplyAsync(() -> pools.group(0).get(key));
        var two = CompletableFuture.supplyAsync(() -> pools.group(1).get(key));
        assertThat(List.of(one.get().toString(), two.get().toString()))
            .allMatch(value -> value.startsWith(key + " of "));
      }
      for (int i = 0; i < 2; i++) {
        assertThat(pools.group(i).stats().peerErrors()).isZero();
        assertThat(pools.group(i).stats().localLoads()).isLessThanOrEqualTo(100);
      }
    }
  }

  /** The same, made certain: each one's get is under way while the other's request comes. */
  @Test
  void shouldServeAPeerWhileAGetOfTheSameKeyWaitsForThatPeer() throws Exception {
    CountDownLatch bothAsked = new CountDownLatch(2);
    try (HttpPool one = HttpPool.start("http://127.0.0.1:0", Pools.PATIENT);
        HttpPool two = HttpPool.start("http://127.0.0.1:0", Pools.PATIENT)) {
      Loader meeting =
          key -> {
            bothAsked.countDown();
            bothAsked.await();
            return ByteView.of("value");
          };
      Group groupOfOne = one.group("group", Pools.PLENTY, meeting);
      Group groupOfTwo = two.group("group", Pools.PLENTY, meeting);
      one.set(List.of(two.self()));
      two.set(List.of(one.self()));
      var first = CompletableFuture.supplyAsync(() -> groupOfOne.get("key"));
      var second = CompletableFuture.supplyAsync(() -> groupOfTwo.get("key"));
      assertThat(first.get()).hasToString("value");
      assertThat(second.get()).hasToString("value");
      assertThat(groupOfOne.stats().peerErrors() + groupOfTwo.stats().peerErrors()).isZero();
    }
  }

  @Test
  void shouldSetAndRemoveAKeyEverywhere() {
    try (Pools pools = Pools.of(3)) {
      String key = pools.keyOf(1);
      for (int i = 0; i < 3; i++) {
        pools.group(i).get(key);
      }
      pools.group(0).set(key, ByteView.of("set"));
      for (int i = 0; i < 3; i++) {
        assertThat(pools.group(i).get(key)).hasToString("set");
      }
      assertThat(pools.loads(key)).isEqualTo(1);

      pools.group(1).set(key, ByteView.of("by the owner"));
      for (int i = 0; i < 3; i++) {
        assertThat(pools.group(i).get(key)).hasToString("by the owner");
      }

      pools.group(2).remove(key);
      for (int i = 0; i < 3; i++) {
        assertThat(pools.group(i).get(key)).hasToString(key + " of " + pools.pool(1).self());
      }
      assertThat(pools.loads(key)).isEqualTo(2);
    }
  }

  @Test
  void shouldTellAllOthersEvenIfOneCantBeTold() {
    try (Pools pools = Pools.of(3)) {
      String key = pools.keyOf(0);
      for (int i = 0; i < 3; i++) {
        pools.group(i).get(key);
      }
      pools.pool(1).close();
      assertThatThrownBy(() -> pools.group(0).remove(key))
          .isInstanceOf(LoadException.class)
          .hasMessageContaining("can't be removed everywhere")
          .hasMessageContaining(pools.pool(1).self());
      assertThat(pools.group(2).get(key)).isNotNull();
      assertThat(pools.loads(key)).isEqualTo(2);

      String ofTheDead = pools.keyOf(1);
      pools.group(2).get(ofTheDead);
      int loads = pools.loads(ofTheDead);
      assertThatThrownBy(() -> pools.group(0).set(ofTheDead, ByteView.of("set")))
          .isInstanceOf(LoadException.class)
          .hasMessageContaining("can't be set everywhere")
          .hasMessageContaining(pools.pool(1).self());
      pools.group(2).get(ofTheDead);
      assertThat(pools.loads(ofTheDead)).as("dropped by the third").isEqualTo(loads + 1);
    }
  }

  /** On the wire, too: who holds a copy lets it expire at the same time. */
  @Test
  void shouldLoadAnewWhatHasExpired() {
    try (Pools pools = Pools.of(2)) {
      String key = pools.keyOf(1);
      Instant past = Instant.now().minusSeconds(1);
      Instant future = Instant.now().plusSeconds(3_600);
      pools.group(0).set(key, ByteView.of("set").expiringAt(future));
      assertThat(pools.group(0).get(key).expiresAt()).contains(future);
      assertThat(pools.loads(key)).isZero();

      pools.group(0).set(key, ByteView.of("set").expiringAt(past));
      assertThat(pools.group(0).get(key)).hasToString(key + " of " + pools.pool(1).self());
      assertThat(pools.loads(key)).isEqualTo(1);
    }
  }

  @Test
  void shouldDropCopiesOfKeysWhoseOwnerChanged() {
    try (Pools pools = Pools.of(3)) {
      pools.pool(0).set(pools.urls().subList(0, 2));
      List<String> keys = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        String key = "key" + i;
        if (pools.pool(0).owner(key).equals(pools.pool(1).self())) {
          keys.add(key);
          pools.group(0).get(key);
        }
      }
      pools.pool(0).set(pools.urls());
      int moved = 0;
      for (String key : keys) {
        long hits = pools.group(0).stats().hits();
        boolean stays = pools.pool(0).owner(key).equals(pools.pool(1).self());
        pools.group(0).get(key);
        assertThat(pools.group(0).stats().hits() - hits).as(key).isEqualTo(stays ? 1 : 0);
        moved += stays ? 0 : 1;
      }
      assertThat(moved).isBetween(1, keys.size() - 1);
    }
  }

  @Test
  void shouldBeMountedInAServerThatIsThereAlready() throws Exception {
    HttpServer server = HttpServer.create(loopback(), 0);
    String self = "http://127.0.0.1:%d/app".formatted(server.getAddress().getPort());
    try (HttpPool mounted = HttpPool.mounted(self, Pools.PATIENT);
        HttpPool asking = HttpPool.start("http://127.0.0.1:0", Pools.PATIENT)) {
      server.createContext("/app/_groupcache/", mounted.handler());
      server.start();
      mounted.group("group", Pools.PLENTY, key -> ByteView.of("mounted"));
      Group group = asking.group("group", Pools.PLENTY, HttpPoolTest::failing);
      asking.set(List.of(self));
      assertThat(mounted.self()).isEqualTo(self);
      assertThat(group.get("key")).hasToString("mounted");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void shouldServeBelowThePathOfItsUrl() {
    try (HttpPool owner = HttpPool.start("http://127.0.0.1:0/caches/one%20two", Pools.PATIENT);
        HttpPool asking = HttpPool.start("http://127.0.0.1:0", Pools.PATIENT)) {
      assertThat(owner.self()).matches("http://127\\.0\\.0\\.1:[1-9][0-9]*/caches/one%20two");
      owner.group("group", Pools.PLENTY, key -> ByteView.of("below"));
      asking.set(List.of(owner.self()));
      assertThat(asking.group("group", Pools.PLENTY, HttpPoolTest::failing).get("key"))
          .hasToString("below");
    }
  }

  @Test
  void shouldLeaveNothingBehindWhenClosed() throws Exception {
    HttpPool pool = HttpPool.start("http://127.0.0.1:0", Pools.PATIENT);
    Group group = pool.group("group", Pools.PLENTY, key -> ByteView.of("here"));
    pool.set(List.of(pool.self(), "http://127.0.0.1:1"));
    URI self = URI.create(pool.self());
    pool.close();
    pool.close();
    new ServerSocket(self.getPort(), 1, InetAddress.getByName(self.getHost())).close();
    assertThat(pool.peers()).isEmpty();
    assertThatThrownBy(() -> pool.set(List.of(pool.self())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the pool '%s' is closed", pool.self());
    assertThat(group.get("key")).hasToString("here");
    assertThat(group.stats().peerErrors()).isZero();
  }

  @Test
  void shouldSayWhatIsWrongAtTheStart() {
    assertThatThrownBy(() -> HttpPool.start("127.0.0.1:80"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'127.0.0.1:80' is no base URL of a peer");
    try (HttpPool pool = HttpPool.start("http://127.0.0.1:0", Pools.PATIENT)) {
      assertThatThrownBy(() -> HttpPool.start(pool.self()))
          .isInstanceOf(DiscoveryException.class)
          .hasMessageContaining("'%s' can't be bound".formatted(pool.self()));
      assertThatThrownBy(() -> HttpPool.start("https://127.0.0.1:0"))
          .isInstanceOf(DiscoveryException.class)
          .hasMessageContaining("https needs an sslContext");
      assertThatThrownBy(() -> pool.set(List.of("http://a/", "http://b")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("'http://a/' is no base URL of a peer: it ends with a slash");
      assertThatThrownBy(() -> pool.set(List.of("http://a", "http://a")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a peer stands twice");
      pool.group("group", 0, HttpPoolTest::failing);
      assertThatThrownBy(() -> pool.group("group", 0, HttpPoolTest::failing))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the pool has a group 'group' already");
      assertThatThrownBy(() -> pool.group("a/b", 0, HttpPoolTest::failing))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> pool.group("negative", -1, HttpPoolTest::failing))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("maxBytes is -1, not 0 or more");
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
