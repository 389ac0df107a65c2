package io.rollcall.mesh.link;

import io.rollcall.discovery.FeedSubscription;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Metric;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.log.RareLog;
import io.rollcall.discovery.net.Alarm;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.Wire;
import io.rollcall.discovery.zmtp.OctetBudget;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.discovery.zmtp.transport.PeerSecurity;
import io.rollcall.mesh.AsyncHandler;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.LinkExplanation;
import io.rollcall.mesh.MeshOptions;
import io.rollcall.mesh.protocol.Admission;
import io.rollcall.mesh.protocol.Admission.Verdict;
import io.rollcall.mesh.protocol.DuplicateWindows;
import io.rollcall.mesh.protocol.Liveness;
import io.rollcall.mesh.protocol.SeenTrees;
import io.rollcall.mesh.wire.Identity;
import io.rollcall.mesh.wire.MeshFrame.Hello;
import io.rollcall.mesh.wire.MeshFrame.Note;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * One node, from its start to its end: what its links share. What is public is thread-safe; the
 * rest is for the engine's thread.
 */
public final class Station {
  /** The name of the address at which nodes reach each other. */
  static final String ADDRESS = "mesh";

  /** Longer than any message is repeated. */
  private static final long KEEP_WINDOWS = TimeUnit.MINUTES.toNanos(2);

  private static final int MOST_PINGS = 3;
  private static final long LEAST_ROOM = 64 << 20;
  private static final int ROOM_SHARE = 8;

  final Engine engine;
  final PeerSecurity security;
  final Counts counts = new Counts();
  final Handlers handlers;
  final Directory directory = new Directory(this);
  final OpenWires wires;
  final DuplicateWindows windows = new DuplicateWindows(KEEP_WINDOWS);
  final SeenTrees seenTrees = new SeenTrees(KEEP_WINDOWS);

  /** For frames that have begun to come, of all links together. */
  final OctetBudget room =
      new OctetBudget(Math.max(LEAST_ROOM, Runtime.getRuntime().maxMemory() / ROOM_SHARE));

  private final MeshOptions options;
  private final Executor callbacks;
  private final Trees trees = new Trees(this);
  private final List<Metric> metrics = counts.metrics();
  private final RareLog log = new RareLog(LoggerFactory.getLogger(Station.class));
  private final Alarm beat;
  private @Nullable Admission admission;
  private boolean guest;
  private volatile boolean closed;

  /** One that neither listens nor knows anybody. */
  public Station(MeshOptions options, Engine engine, PeerSecurity security) {
    this.options = options;
    this.engine = engine;
    this.security = security;
    this.callbacks = options.discovery().executor();
    this.handlers = new Handlers(options);
    this.wires = new OpenWires(counts, engine.threads());
    this.beat = new Alarm(engine, () -> engine.whenRead(this::beat));
  }

  /** The wire of a connection that is accepted. */
  public Supplier<Wire> accepting() {
    return () -> new InLink(this, security.accepting(SocketType.ROUTER));
  }

  /** From now on it knows the others, and is this node itself. */
  public void begin(Membership of, Identity self, boolean asGuest) {
    engine.call(
        () -> {
          directory.begin(of);
          guest = asGuest;
          admission =
              new Admission(
                  cluster(),
                  self,
                  new Admission.Rules(options.strict(), options.guests(), security.isSealed()));
          beat.set(engine.now());
          wires.forEachIn(link -> link.entrance().decide());
          return this;
        });
    // Its first roster may come within this call.
    FeedSubscription following =
        of.rosters().subscribe(roster -> engine.execute(() -> changed(roster)));
    engine.execute(() -> directory.follows(following));
  }

  private void changed(Roster roster) {
    if (!closed) {
      directory.changed(roster);
      wires.forEachIn(link -> link.entrance().changed(roster));
    }
  }

  private void beat() {
    if (!closed) {
      long now = engine.now();
      directory.beat(now);
      beat.set(now + Liveness.pause(options.pingInterval().toNanos()));
    }
  }

  MeshOptions options() {
    return options;
  }

  String cluster() {
    return options.discovery().cluster();
  }

  boolean isGuest() {
    return guest;
  }

  Identity identity() {
    Admission begun = admission;
    if (begun == null) {
      throw new IllegalStateException("it has not begun");
    }
    return begun.self();
  }

  /** Where futures are completed. */
  Executor callbacks() {
    return callbacks;
  }

  Liveness newLiveness() {
    return new Liveness(options.pingInterval().toNanos(), MOST_PINGS, engine.now());
  }

  Verdict decide(Hello hello, String key) {
    Admission begun = admission;
    if (begun == null) {
      return new Verdict.Unknown("this node has only begun to start");
    }
    Optional<Member> member = directory.roster().find(hello.self().name());
    return begun.decide(hello, key, member, security.trusted());
  }

  /** Something can't be read; whoever sent it can do so very often. */
  void dropped(String what) {
    counts.dropped.increment();
    log.warn(what, engine.now());
  }

  /** Somebody is not let in. */
  void refused(String what) {
    counts.refused.increment();
    log.warn(what, engine.now());
  }

  /**
   * Lets a handler answer the calls of a command.
   *
   * @return false if the command has one
   */
  public boolean handle(int command, AsyncHandler handler) {
    return handlers.add(command, handler);
  }

  /** A request or a message that has not been sent, see {@link FutureCall#FutureCall}. */
  public FutureCall outcall(String what, int command, byte[] payload, long deadline) {
    return new FutureCall(what, command, payload, deadline, engine::now, callbacks, counts);
  }

  /** What there is to read of it: the same list each time. */
  public List<Metric> metrics() {
    return metrics;
  }

  /** How the link to a node stands. */
  public LinkExplanation explain(String node) {
    return closed
        ? LinkExplanation.none(node, Optional.empty())
        : engine.call(() -> directory.explain(node));
  }

  /** Measures how long a node takes to answer a PING. */
  public CompletableFuture<Duration> ping(Identity target, String what, long deadline) {
    PingCall ping = new PingCall(what, deadline, engine::now, callbacks);
    run(target, ping, (remote, member) -> remote.request(ping, member));
    return ping.answer();
  }

  /** Sends a request to a node; the call is told what becomes of it. */
  public void request(Identity target, FutureCall call) {
    run(target, call, (remote, member) -> remote.request(call, member));
  }

  /** Sends a message to a node, again until it has a receipt or is given up. */
  public void send(Identity target, FutureCall message) {
    run(target, message, (remote, member) -> remote.send(message, member));
  }

  private void run(Identity target, Outcall call, Directory.Step step) {
    engine.execute(() -> directory.run(target, call, step));
    // An engine that has ended runs nothing.
    if (closed) {
      call.fail(FailureCause.CANCELLED, "the mesh is closed");
    }
  }

  /** Sends a message to a node once. */
  public void note(Identity target, int command, byte[] payload) {
    engine.execute(
        () -> {
          if (!directory.note(target.name(), new Note(command, payload))) {
            counts.lostNotes.increment();
          }
        });
  }

  /**
   * Sends a message to many as a tree.
   *
   * @param then told of the outcome of each, on the executor of callbacks
   */
  public void sendMany(
      Collection<String> names,
      int command,
      byte[] payload,
      int limit,
      Duration timeout,
      Consumer<Map<String, Integer>> then) {
    engine.execute(
        () ->
            trees.begin(
                names,
                command,
                payload,
                limit,
                engine.now() + timeout.toNanos(),
                outcomes -> callbacks.execute(() -> then.accept(outcomes))));
    // An engine that has ended runs nothing.
    if (closed) {
      Map<String, Integer> none = new TreeMap<>();
      names.forEach(each -> none.put(each, FailureCause.CANCELLED.number()));
      then.accept(none);
    }
  }

  /** Sends a message to many as a tree, once, and does not tell what became of it. */
  public void noteMany(Collection<String> names, int command, byte[] payload, int limit) {
    engine.execute(() -> trees.beginOnce(names, command, payload, limit));
  }

  /** From now on it takes no calls of others. */
  public void drain() {
    engine.execute(handlers::drain);
  }

  /** Whether no handler runs and nothing that this node has sent waits for an answer. */
  public boolean isIdle() {
    return engine.call(() -> handlers.isIdle() && directory.isIdle());
  }

  /**
   * Ends: what others wait for is answered, what this node waits for fails. Returns once all
   * connections are closed.
   */
  public void close() {
    engine.call(
        () -> {
          closed = true;
          handlers.drain();
          beat.cancel();
          wires.forEachIn(InLink::drained);
          directory.end();
          wires.end();
          return this;
        });
    wires.awaitGone();
  }
}
