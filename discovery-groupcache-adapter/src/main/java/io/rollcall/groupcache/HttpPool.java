package io.rollcall.groupcache;

import com.sun.net.httpserver.HttpHandler;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.endpoint.WebUrl;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool of caches: many processes that share their keys, each key owned by one of them. On the
 * wire the same as Go's {@code groupcache}. Thread-safe.
 *
 * <pre>{@code
 * try (var pool = HttpPool.start("http://10.0.0.1:8080")) {
 *   pool.follow(membership);
 *   Group thumbnails = pool.group("thumbnails", 64 << 20, key -> ByteView.of(draw(key)));
 *   ByteView thumbnail = thumbnails.get("cat.jpg");
 * }
 * }</pre>
 */
public final class HttpPool implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpPool.class);

  /** Of the values that come from their owners, one in so many is kept as a copy, as in Go. */
  private static final int HOT_ONE_IN = 10;

  private final HttpPoolOptions options;
  private final ConcurrentMap<String, Group> groups = new ConcurrentHashMap<>();
  private final PeerClient client;
  private final Peers peers;
  private final PeerAnswers answers;
  private final @Nullable PoolServer server;
  private @Nullable Follower follower;
  private boolean closed;

  private HttpPool(String self, HttpPoolOptions options, @Nullable PoolServer server) {
    this.options = options;
    this.server = server;
    String id = UUID.randomUUID().toString();
    this.peers = new Peers(self, options);
    this.client = new PeerClient(options, id, peers::alias);
    this.answers = new PeerAnswers(groups::get, options.maxBody(), id);
  }

  /**
   * Starts a pool with the default options.
   *
   * @see #start(String, HttpPoolOptions)
   */
  public static HttpPool start(String self) {
    return start(self, HttpPoolOptions.defaults());
  }

  /**
   * Starts a pool and its server. Nobody is in it before {@link #set} or {@link #follow}: until
   * then each process loads by itself.
   *
   * @param self this process's base URL, as the others know it; port 0 is any that is free, and
   *     {@link #self()} tells which
   * @throws IllegalArgumentException if it is no base URL
   * @throws io.rollcall.discovery.DiscoveryException if the server can't be bound, or {@code https}
   *     has no {@code sslContext}
   */
  public static HttpPool start(String self, HttpPoolOptions options) {
    WebUrl url = BaseUrl.requireToBind(self);
    PoolServer server = new PoolServer(url, options);
    String bound = url.port() == 0 ? url.withPort(server.port()).toString() : self;
    HttpPool pool = new HttpPool(bound, options, server);
    server.start(url.path() + PeerPath.BASE, pool);
    return pool;
  }

  /**
   * A pool without a server of its own: {@link #handler} or {@link #answer} is mounted in one that
   * is there already.
   *
   * @param self this process's base URL, as the others know it
   * @throws IllegalArgumentException if it is no base URL
   */
  public static HttpPool mounted(String self, HttpPoolOptions options) {
    return new HttpPool(BaseUrl.require(self), options, null);
  }

  /**
   * Answers peers in the JDK's server; to be mounted at the path of the base URL with {@code
   * /_groupcache/} behind it. That server gives a thread to each connection that has sent a part of
   * a request: keep strangers away from it, or use {@link #start} or {@link #answer}.
   */
  public HttpHandler handler() {
    return new PeerHandler(answers, options.hostCheck(WebUrl.of(peers.self())), options.maxBody());
  }

  /**
   * Answers a peer, in any server: what it asks of the path of the base URL with {@code
   * /_groupcache/} behind it, and of all that is below. That server has to refuse requests for
   * hosts that it does not know, or any web site can reach the pool through a browser: see {@link
   * HttpPoolOptions#withHosts}.
   *
   * @param rawPath the path as it was sent, still percent-encoded
   * @param body the body of the request, of which no more is read than a peer may send
   * @throws IOException if the body can't be read
   */
  public PeerAnswer answer(String method, String rawPath, InputStream body) throws IOException {
    return answers.answer(method, rawPath, body);
  }

  /** This process's base URL. */
  public String self() {
    return peers.self();
  }

  /** The base URLs of those in the pool, in the order in which they were given. */
  public List<String> peers() {
    return peers.all();
  }

  /** The base URL of the process that owns a key; this one's while nobody is in the pool. */
  public String owner(String key) {
    return peers.owner(key);
  }

  /**
   * Swaps the list of those in the pool whole. Copies of keys whose owner changes are dropped.
   *
   * @param peers their base URLs, this process's own among them; with none each get is loaded here
   * @throws IllegalArgumentException if one is no base URL, or stands twice
   * @throws IllegalStateException if the pool is closed
   */
  public synchronized void set(Collection<String> peers) {
    List<String> list = List.copyOf(peers);
    list.forEach(BaseUrl::require);
    if (list.stream().distinct().count() < list.size()) {
      throw new IllegalArgumentException("a peer stands twice in %s".formatted(list));
    }
    requireOpen();
    swap(list);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the pool '%s' is closed".formatted(self()));
    }
  }

  private void swap(List<String> list) {
    peers.set(
        list,
        (before, after) ->
            groups.values().forEach(group -> group.dropHot(key -> isMoved(before, after, key))));
  }

  private static boolean isMoved(HashRing before, HashRing after, String key) {
    byte[] octets = PeerPath.utf8(key);
    return !Objects.equals(before.owner(octets), after.owner(octets));
  }

  /**
   * From now on the members of this membership are those in the pool, all that are not {@link
   * io.rollcall.discovery.Status#OFFLINE}. While it is not {@link io.rollcall.discovery.State#LIVE}
   * the last list stays, and so it does after its end. A member's base URL is its name, or an
   * attribute if the options say so; what is no base URL is skipped with one warning. Any other
   * that was followed is followed no more.
   *
   * @throws IllegalStateException if the pool is closed
   */
  public synchronized void follow(Membership membership) {
    requireOpen();
    if (follower != null) {
      follower.close();
    }
    follower = new Follower(membership, new PeerUrls(options.addressName(), log::warn), this::swap);
  }

  /**
   * A group of this pool. Each process of the pool makes it with the same name and a loader that
   * brings the same.
   *
   * @param maxBytes how many octets of keys and values it keeps in this process, an eighth of it
   *     for copies of keys that others own; 0 keeps nothing
   * @throws IllegalArgumentException if the pool has a group of this name, the name has a slash, or
   *     {@code maxBytes} is negative
   */
  public Group group(String name, long maxBytes, Loader loader) {
    return group(
        name, maxBytes, loader, () -> ThreadLocalRandom.current().nextInt(HOT_ONE_IN) == 0);
  }

  Group group(String name, long maxBytes, Loader loader, BooleanSupplier isHot) {
    Objects.requireNonNull(loader, "loader");
    if (name.indexOf('/') >= 0) {
      throw new IllegalArgumentException("the group's name '%s' has a slash".formatted(name));
    }
    if (maxBytes < 0) {
      throw new IllegalArgumentException("maxBytes is %,d, not 0 or more".formatted(maxBytes));
    }
    PeerPath.utf8(name);
    Group group = new Group(name, maxBytes, loader, peers, client, isHot);
    if (groups.putIfAbsent(name, group) != null) {
      throw new IllegalArgumentException("the pool has a group '%s' already".formatted(name));
    }
    return group;
  }

  /**
   * Ends it: nobody is followed any more, the server is gone and its port free. Gets that come
   * later are loaded here. Idempotent.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (follower != null) {
      follower.close();
    }
    swap(List.of());
    if (server != null) {
      server.close();
    }
    client.close();
  }
}
