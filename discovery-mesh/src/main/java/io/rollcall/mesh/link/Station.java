package io.rollcall.mesh.link;

import io.rollcall.discovery.FeedSubscription;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Metric;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.agent.Environment;
import io.rollcall.discovery.log.RareLog;
import io.rollcall.discovery.net.Alarm;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.Wire;
import io.rollcall.discovery.thread.Latch;
import io.rollcall.discovery.thread.ReaderThreads;
import io.rollcall.discovery.zmtp.Room;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.discovery.zmtp.transport.PeerSecurity;
import io.rollcall.mesh.AsyncHandler;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.MeshOptions;
import io.rollcall.mesh.protocol.Admission;
import io.rollcall.mesh.protocol.Admission.Verdict;
import io.rollcall.mesh.protocol.DuplicateWindows;
import io.rollcall.mesh.protocol.Liveness;
import io.rollcall.mesh.protocol.SeenTrees;
import io.rollcall.mesh.wire.Identity;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Hello;
import io.rollcall.mesh.wire.MeshFrame.Note;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * One node: its links, its handlers, and what it knows of the others. What is public is
 * thread-safe; the rest is for the engine's thread.
 */
public final class Station {
  /** The name of the address at which nodes reach each other. */
  static final String ADDRESS = "mesh";

  /** How long a node that connects may be ahead of this one's roster. */
  static final long ROSTER_GRACE = TimeUnit.SECONDS.toNanos(1);

  /** Longer than any message is repeated. */
  private static final long KEEP_WINDOWS = TimeUnit.MINUTES.toNanos(2);

  private static final int MOST_PINGS = 3;
  private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long LEAST_ROOM = 64 << 20;
  private static final int ROOM_SHARE = 8;
  private static final int LINKS_SHARE = 16;

  final Engine engine;
  final PeerSecurity security;
  final Counts counts = new Counts();
  final DuplicateWindows windows = new DuplicateWindows(KEEP_WINDOWS);
  final SeenTrees trees = new SeenTrees(KEEP_WINDOWS);

  /** For frames that have begun to come, of all links together. */
  final Room room = new Room(Math.max(LEAST_ROOM, Runtime.getRuntime().maxMemory() / ROOM_SHARE));

  private final MeshOptions options;
  private final Executor callbacks;
  private final Executor handlerExecutor;
  private final List<Metric> metrics = counts.metrics();
  private final Map<Integer, AsyncHandler> handlers = new ConcurrentHashMap<>();
  private final Map<String, Remote> remotes = new HashMap<>();
  private final Set<MeshWire> wires = new LinkedHashSet<>();
  private final RareLog log = new RareLog(LoggerFactory.getLogger(Station.class));
  private final Alarm beat;
  private final Latch gone;
  private @Nullable Membership membership;
  private @Nullable Admission admission;
  private @Nullable FeedSubscription rosters;
  private boolean guest;
  private boolean draining;
  private int active;
  private volatile boolean closed;

  /** One that neither listens nor knows anybody. */
  public Station(MeshOptions options, Engine engine, PeerSecurity security) {
    this.options = options;
    this.engine = engine;
    this.security = security;
    this.callbacks = options.discovery().executor();
    this.handlerExecutor =
        options
            .handlers()
            .orElse(callbacks == ReaderThreads.EXECUTOR ? HandlerThreads.EXECUTOR : callbacks);
    this.beat = new Alarm(engine, () -> engine.whenRead(this::beat));
    this.gone = new Latch(engine.threads());
  }

  /** The wire of a connection that is accepted. */
  public Supplier<Wire> accepting() {
    return () -> new InLink(this, security.accepting(SocketType.ROUTER));
  }

  /** From now on it knows the others, and is this node itself. */
  public void begin(Membership of, Identity self, boolean asGuest) {
    engine.call(
        () -> {
          membership = of;
          guest = asGuest;
          admission =
              new Admission(
                  cluster(),
                  self,
                  new Admission.Rules(options.strict(), options.guests(), security.isSealed()));
          beat.set(engine.now());
          admitAll();
          return this;
        });
    // Its first roster may come within this call.
    FeedSubscription following =
        of.rosters().subscribe(roster -> engine.execute(() -> follow(roster)));
    engine.execute(
        () -> {
          rosters = following;
          if (closed) {
            following.close();
          }
        });
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

  Executor handlerExecutor() {
    return handlerExecutor;
  }

  Liveness newLiveness() {
    return new Liveness(options.pingInterval().toNanos(), MOST_PINGS, engine.now());
  }

  Roster roster() {
    Membership known = membership;
    return known == null ? Roster.empty() : known.roster();
  }

  /**
   * Lets a handler answer the calls of a command.
   *
   * @return false if the command has one
   */
  public boolean handle(int command, AsyncHandler handler) {
    return handlers.putIfAbsent(command, handler) == null;
  }

  boolean hasHandler(int command) {
    return handlers.containsKey(command);
  }

  @Nullable AsyncHandler handler(int command) {
    return handlers.get(command);
  }

  String detail(FailureCause refusal, int command) {
    return switch (refusal) {
      case NO_HANDLER -> "it has no handler for command " + command;
      case BUSY -> "it runs as many handlers as it may";
      case DRAINING -> "it is about to leave";
      default -> "";
    };
  }

  /** A request or a message that has not been sent, see {@link FutureCall#FutureCall}. */
  public FutureCall outcall(String what, int command, byte[] payload, long deadline) {
    return new FutureCall(what, command, payload, deadline, callbacks, counts);
  }

  /** What there is to read of it: the same list each time. */
  public List<Metric> metrics() {
    return metrics;
  }

  /** Sends a request to a node; the call is told what becomes of it. */
  public void request(Identity target, FutureCall call) {
    run(target, call, (remote, member) -> remote.request(call, member));
  }

  /** Sends a message to a node, again until it has a receipt or is given up. */
  public void send(Identity target, FutureCall message) {
    run(target, message, (remote, member) -> remote.send(message, member));
  }

  /** Sends a message to a node once. */
  public void note(Identity target, int command, byte[] payload) {
    engine.execute(
        () -> {
          if (!noteNow(target.name(), new Note(command, payload))) {
            counts.lostNotes.increment();
          }
        });
  }

  /** Returns whether it was sent, or waits for a link that is being opened. */
  boolean noteNow(String target, MeshFrame note) {
    Optional<Member> member = roster().find(target);
    return !closed && member.isPresent() && remote(member.get()).note(note, member.get());
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
        () -> {
          MeshFrame.Branch message = branch(command, payload, limit, List.of());
          long deadline = engine.now() + timeout.toNanos();
          Consumer<Map<String, Integer>> off =
              outcomes -> callbacks.execute(() -> then.accept(outcomes));
          new TreeRelay(this, message, deadline, off).begin(names);
        });
    // An engine that has ended runs nothing.
    if (closed) {
      Map<String, Integer> none = new TreeMap<>();
      names.forEach(each -> none.put(each, FailureCause.CANCELLED.number()));
      then.accept(none);
    }
  }

  /** Sends a message to many as a tree, once, and does not tell what became of it. */
  public void noteMany(Collection<String> names, int command, byte[] payload, int limit) {
    engine.execute(
        () -> TreeRelay.sendOnce(this, branch(command, payload, limit, List.copyOf(names))));
  }

  private MeshFrame.Branch branch(int command, byte[] payload, int limit, List<String> rest) {
    return new MeshFrame.Branch(
        0,
        0,
        Environment.of(options.discovery()).id(),
        identity().name(),
        command,
        limit,
        rest,
        payload);
  }

  interface Step {
    void on(Remote remote, Member member);
  }

  private void run(Identity target, Outcall call, Step step) {
    engine.execute(() -> runNow(target, call, step));
    // An engine that has ended runs nothing.
    if (closed) {
      call.fail(FailureCause.CANCELLED, "the mesh is closed");
    }
  }

  void runNow(Identity target, Outcall call, Step step) {
    Optional<Member> member = roster().find(target.name());
    if (!call.isOpen()) {
      return;
    }
    if (closed) {
      call.fail(FailureCause.CANCELLED, "the mesh is closed");
    } else if (member.isEmpty()) {
      unknown(call);
    } else if (!Identity.of(member.get()).matches(target)) {
      call.fail(FailureCause.RESTARTED, "the roster has a later start of it");
    } else {
      step.on(remote(member.get()), member.get());
    }
  }

  private void unknown(Outcall call) {
    State state = membership == null ? State.SYNCING : membership.state();
    if (state == State.LIVE) {
      call.fail(FailureCause.NO_SUCH_NODE, "the roster has no such node");
    } else {
      call.fail(FailureCause.UNHEALTHY, "the node is not known, and the roster is " + state);
    }
  }

  private Remote remote(Member member) {
    Remote known = remotes.get(member.name());
    if (known != null && known.isReplaced(roster())) {
      known.end(FailureCause.RESTARTED, "the roster has another start of it");
      known = null;
    }
    if (known == null) {
      known = new Remote(this, Identity.of(member));
      remotes.put(member.name(), known);
    }
    return known;
  }

  private void follow(Roster roster) {
    if (closed) {
      return;
    }
    for (Remote each : List.copyOf(remotes.values())) {
      if (each.isReplaced(roster)) {
        remotes.remove(each.identity.name());
        each.end(FailureCause.RESTARTED, "the roster has another start of it");
      } else if (each.isForgotten(roster)) {
        remotes.remove(each.identity.name());
        each.end(FailureCause.NO_SUCH_NODE, "it has left");
      }
    }
    admitAll();
    if (options.strict()) {
      inLinks(each -> turnIfGone(each, roster));
    }
  }

  private void turnIfGone(InLink link, Roster roster) {
    Optional<Hello> hello = link.admitted().filter(said -> !said.guest());
    if (hello.isPresent()
        && roster
            .find(hello.get().self().name())
            .filter(member -> Identity.of(member).matches(hello.get().self()))
            .isEmpty()) {
      link.turn(FailureCause.REFUSED, "it is in the roster no more");
    }
  }

  private void admitAll() {
    inLinks(InLink::admit);
  }

  private void inLinks(Consumer<InLink> step) {
    for (MeshWire each : List.copyOf(wires)) {
      if (each instanceof InLink link) {
        step.accept(link);
      }
    }
  }

  Verdict decide(Hello hello, String key) {
    Admission begun = admission;
    if (begun == null) {
      return new Verdict.Unknown("this node has only begun to start");
    }
    Optional<Member> member = roster().find(hello.self().name());
    return begun.decide(hello, key, member, security.trusted());
  }

  private void beat() {
    if (!closed) {
      long now = engine.now();
      new ArrayList<>(remotes.values()).forEach(each -> each.beat(now));
      beat.set(now + Liveness.pause(options.pingInterval().toNanos()));
    }
  }

  void opened(MeshWire wire) {
    wires.add(wire);
    counts.links.increment();
  }

  void closed(MeshWire wire) {
    wires.remove(wire);
    counts.links.decrement();
    if (closed && wires.isEmpty()) {
      gone.open();
    }
  }

  /** A handler begins. */
  void began() {
    active++;
    counts.calls.increment();
  }

  /** A handler has ended. */
  void ended() {
    active--;
  }

  /** Whether all links together have as many handlers as they may. */
  boolean isBusy() {
    return active >= LINKS_SHARE * options.concurrency();
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

  boolean isDraining() {
    return draining;
  }

  /** From now on it takes no calls of others. */
  public void drain() {
    engine.execute(() -> draining = true);
  }

  /** Whether no handler runs and nothing that this node has sent waits for an answer. */
  public boolean isIdle() {
    return engine.call(
        () -> active == 0 && remotes.values().stream().allMatch(each -> each.pending() == 0));
  }

  /**
   * Ends: what others wait for is answered, what this node waits for fails. Returns once all
   * connections are closed.
   */
  public void close() {
    engine.call(
        () -> {
          end();
          return this;
        });
    gone.awaitUninterruptibly();
  }

  private void end() {
    closed = true;
    draining = true;
    beat.cancel();
    if (rosters != null) {
      rosters.close();
    }
    inLinks(InLink::drained);
    List.copyOf(remotes.values())
        .forEach(each -> each.end(FailureCause.CANCELLED, "the mesh is closed"));
    remotes.clear();
    List.copyOf(wires).forEach(each -> each.connection().finish(LINGER, "the mesh is closed"));
    if (wires.isEmpty()) {
      gone.open();
    }
  }
}
