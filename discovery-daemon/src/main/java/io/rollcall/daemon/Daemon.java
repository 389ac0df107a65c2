package io.rollcall.daemon;

import io.rollcall.daemon.text.WorkerAddress;
import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.MembershipView;
import io.rollcall.discovery.Metered;
import io.rollcall.discovery.Metric;
import io.rollcall.discovery.State;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.net.Closing;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.thread.ShutdownHook;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the workers of a cluster, beside any application: as the manager with whom they register,
 * as one of them, or as a member of a Rollcall server. Speaks gdsm's line protocol on one TCP port,
 * with gdsm's own processes too. Thread-safe.
 *
 * <pre>{@code
 * Daemon daemon = Daemon.fromEnvironment();
 * daemon.start();
 * daemon.peers().subscribe(workers -> log.info("{}", workers));
 * }</pre>
 *
 * <p>As a {@link io.rollcall.discovery.Membership} it has a member for each worker, named {@code
 * ip:port}. A worker's state is {@link State#LIVE} while a manager is there that has listed its
 * workers; while none is, it is {@link State#STALE} and keeps the list. A manager is live once it
 * has settled. A worker has no goodbye: it leaves {@code LOST} when its connection ends, {@code
 * SILENT} when it is frozen; in a worker's roster it always leaves {@code SILENT}, since lists say
 * no more.
 */
public final class Daemon extends MembershipView implements Metered, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Daemon.class);

  private record Running(Engine engine, Role role, TextPort port) {}

  private final Settings settings;
  private final LiveMembership membership;
  private final Counts counts = new Counts();
  private final Closing closing = new Closing();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Object lock = new Object();
  private volatile @Nullable Running running;
  private volatile boolean ended;
  private volatile @Nullable RuntimeException failure;

  Daemon(Settings settings) {
    this(settings, LiveMembership.onLoop(settings.options()));
  }

  private Daemon(Settings settings, LiveMembership membership) {
    super(membership);
    this.settings = settings;
    this.membership = membership;
  }

  /** What a daemon is to be. */
  public static DaemonBuilder builder() {
    return new DaemonBuilder();
  }

  /**
   * The daemon that the variables of the environment describe: {@code MANAGER}, {@code UPLINK},
   * {@code PORT}, {@code BIND}, {@code NETWORKS}, {@code SURVEY}, {@code PUBSUB}, {@code NAME}.
   * {@code docs/guide/daemon.md} explains each.
   *
   * @throws IllegalArgumentException if one is malformed, or two exclude each other; the message
   *     holds it
   */
  public static Daemon fromEnvironment() {
    return builder(System.getenv()).build();
  }

  /**
   * What these variables describe, as {@link #fromEnvironment} reads them; to be altered further.
   *
   * @throws IllegalArgumentException if one is malformed; the message holds it
   */
  public static DaemonBuilder builder(Map<String, String> variables) {
    return new Environment(variables).builder();
  }

  /**
   * Opens its port and begins; does not wait for anybody.
   *
   * @throws DiscoveryException if the port can't be bound, or it can't join a server, since its
   *     keys can't be read; it may be started again then
   * @throws IllegalStateException if it has started already, or was closed
   */
  public void start() {
    synchronized (lock) {
      if (ended || running != null) {
        throw new IllegalStateException(ended ? "it was closed" : "it has started already");
      }
      Engine engine = Engine.acquire();
      try {
        Role role = role(engine);
        TextPort port = new TextPort(engine, role, settings, counts);
        begin(engine, role, port);
        running = new Running(engine, role, port);
        ShutdownHook.closes(this, settings.options().closeOnShutdown(), ShutdownHook.Order.FIRST);
        log.info("{} has started at {}", settings.role(), port.listener().endpoint());
      } catch (RuntimeException notBound) {
        engine.release();
        throw notBound;
      }
      if (settings.manager() && !settings.uplinks().isEmpty()) {
        log.warn("a manager registers nowhere: its uplink {} is not used", settings.uplinks());
      }
    }
  }

  private static void begin(Engine engine, Role role, TextPort port) {
    try {
      role.start(port.number());
    } catch (RuntimeException failed) {
      engine.call(
          () -> {
            port.close();
            return true;
          });
      throw failed;
    }
  }

  /** It will never be what it is to be. */
  private void failed(RuntimeException why) {
    log.error("{} ends: {}", settings.role(), why.getMessage());
    failure = why;
    close();
  }

  private Role role(Engine engine) {
    if (!settings.survey().isEmpty()) {
      return new ServerMember(settings, membership, this::failed);
    }
    if (settings.manager() || settings.uplinks().isEmpty()) {
      return new Manager(engine, settings, counts, membership);
    }
    return new Worker(engine, settings, membership);
  }

  /**
   * Starts, and waits until somebody closes it.
   *
   * @throws DiscoveryException if the port can't be bound, or it can't join its server
   * @throws IllegalStateException if it has started already, or was closed
   * @throws InterruptedException if the thread is interrupted; the daemon goes on
   */
  public void run() throws InterruptedException {
    start();
    await();
  }

  /**
   * Waits until somebody closes it.
   *
   * @throws DiscoveryException if it has ended by itself, since it can't join its server
   * @throws InterruptedException if the thread is interrupted; the daemon goes on
   */
  public void await() throws InterruptedException {
    closed.await();
    RuntimeException why = failure;
    if (why != null) {
      throw new DiscoveryException(String.valueOf(why.getMessage()), why);
    }
  }

  /** The port that it listens at; before it has started, the one that it was told. */
  public int port() {
    Running now = running;
    return now == null ? settings.port() : now.port().number();
  }

  /**
   * The address of every worker, {@code ip:port}, sorted; none before the start or after the end.
   */
  public List<String> workers() {
    return ask(now -> now.role().workers());
  }

  /** The IP of every worker, in the order of {@link #workers}: a host of two stands there twice. */
  public List<String> nodes() {
    return workers().stream().map(WorkerAddress::host).toList();
  }

  /** The address of every open connection of its port, {@code ip:port}, the oldest first. */
  public List<String> clients() {
    return ask(now -> now.port().clients());
  }

  private List<String> ask(Function<Running, List<String>> question) {
    Running now = running;
    if (now == null || ended) {
      return List.of();
    }
    try {
      return now.engine().call(() -> question.apply(now));
    } catch (RejectedExecutionException closedMeanwhile) {
      return List.of();
    }
  }

  /** None before the start. */
  @Override
  public List<Metric> metrics() {
    Running now = running;
    return now == null ? List.of() : DaemonMetrics.of(counts, now.port().listener());
  }

  @Override
  public boolean isClosed() {
    return ended;
  }

  /**
   * Ends its connections, so that its managers drop it, and its feeds; waits until the port is
   * free. Idempotent.
   */
  @Override
  public void close() {
    Running now;
    synchronized (lock) {
      // In the lock: a start that is under way is entered there before it ends.
      ShutdownHook.forget(this);
      ended = true;
      now = running;
    }
    membership.conclude();
    if (now != null) {
      closing.close(now.engine(), () -> end(now));
    }
    membership.end();
    closed.countDown();
  }

  private static void end(Running now) {
    now.role().stop();
    now.engine()
        .call(
            () -> {
              now.port().close();
              return true;
            });
    now.engine().release();
  }

  @Override
  public String toString() {
    return settings.role() + " at port " + port() + " " + state();
  }
}
