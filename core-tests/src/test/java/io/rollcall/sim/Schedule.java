package io.rollcall.sim;

import static io.rollcall.sim.Bounds.MILLI;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.State;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * One run of the simulated world: one to five servers, faults and ordinary life drawn from a seed,
 * for at least 500 steps, the guarantees checked after each; then calm, in which all views must
 * become one.
 */
final class Schedule {
  static final int LEAST_STEPS = 500;
  static final int MOST_SERVERS = 5;
  private static final int MOST_CLIENTS = 8;
  private static final int MOST_STEPS_AT_ONCE = 10_000;

  /** Each change is checked as it comes, and how things stand so often. */
  private static final long LOOK = 20 * MILLI;

  /**
   * What a schedule did.
   *
   * @param steps how many things happened
   * @param faults how often each kind of fault was injected
   * @param checks how often each invariant was checked with nothing to excuse it
   * @param extras what it had beside
   */
  record Report(
      long seed,
      int servers,
      long steps,
      Map<Fault, Integer> faults,
      Map<Check, Long> checks,
      Set<Extra> extras) {}

  private final long seed;
  private final Carrier carrier;
  private final Cluster cluster;
  private final Faults faults;
  private final Set<Extra> extras;
  private final Set<Fault> kinds = EnumSet.noneOf(Fault.class);
  private final World world;
  private final Random random;
  private long steps;
  private long lastNow;
  private int stepsAtOnce;
  private boolean calm;

  /** Where faults are rare, each is seen alone and little is excused. */
  private final boolean rare;

  private long lookAt;

  private Schedule(long seed, Carrier carrier) {
    this.seed = seed;
    this.carrier = carrier;
    Random drawn = new Random(mixed(seed));
    for (Fault kind : Fault.values()) {
      if (drawn.nextDouble() < 0.35 && carrier.faults().contains(kind)) {
        kinds.add(kind);
      }
    }
    this.rare = drawn.nextInt(3) == 0;
    int servers = 1 + drawn.nextInt(MOST_SERVERS);
    Options usual = options(drawn);
    int clients = 1 + drawn.nextInt(MOST_CLIENTS);
    Extras extras = carrier == Carrier.VARIED ? Extras.of(new Random(mixed(~seed))) : Extras.none();
    this.extras = extras.kinds();
    if (extras.have(Extra.LIMITS)) {
      // On this network nobody tells a server of a connection that died without a word, as ZMTP's
      // heartbeats do. It keeps whoever was there, and there is no room for others.
      kinds.remove(Fault.MUTENESS);
    }
    this.cluster =
        new Cluster(
            mixed(seed + 1), extras.options(usual, clients), servers, clients, carrier, extras);
    this.faults = new Faults(cluster);
    this.world = cluster.world;
    this.random = world.random();
  }

  /** Runs the schedule of this seed over frames; what it throws names the seed. */
  static Report run(long seed) {
    return run(seed, Carrier.FRAMES);
  }

  /** As above, over a network of this kind. */
  static Report run(long seed, Carrier carrier) {
    Schedule schedule = new Schedule(seed, carrier);
    try {
      return schedule.run();
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError(
          "seed %d %s: %s".formatted(seed, schedule.extras, broken.getMessage()), broken);
    }
  }

  /** Small seeds are alike in what {@link Random} draws first. */
  private static long mixed(long seed) {
    return seed * 0x9E3779B97F4A7C15L;
  }

  private static Options options(Random drawn) {
    int survey = 100 + drawn.nextInt(200);
    // A few settle for longer than any subscriber waits by itself before it trusts a server.
    int settling = 1_000 + drawn.nextInt(500) + (drawn.nextInt(6) == 0 ? 4_500 : 0);
    return Options.defaults()
        .withSurveyTime(Duration.ofMillis(survey))
        .withRecvDeadline(Duration.ofMillis(drawn.nextBoolean() ? survey : survey / 2))
        .withPollTime(Duration.ofMillis(100 + drawn.nextInt(300)))
        .withMisses(1 + drawn.nextInt(3))
        .withLossGrace(Duration.ofMillis(50 + drawn.nextInt(200)))
        .withPulse(Duration.ofMillis(100 + drawn.nextInt(100)))
        .withSettleTime(Duration.ofMillis(settling))
        .withExecutor(Runnable::run);
  }

  private Report run() {
    for (int i = random.nextInt(4); i >= 0 && cluster.hasRoom(); i--) {
      cluster.startClient("client" + i);
    }
    cluster.startSubscriber();
    cluster.startSubscriber();
    world.after(world.between(50 * MILLI, 400 * MILLI), this::act);
    long stormEnd =
        (rare ? 30_000 : 8_000) * MILLI
            + random.nextInt(12_000) * MILLI
            + 2 * cluster.options.settleTime().toNanos();
    go(stormEnd);
    while (steps < LEAST_STEPS) {
      go(world.now() + 1_000 * MILLI);
    }
    calm = true;
    Map<Check, Long> checks = cluster.checked();
    faults.end();
    go(
        world.now()
            + cluster.bounds.patience()
            + cluster.bounds.settling()
            + cluster.bounds.agreement());
    checkConvergence();
    if (cluster.network instanceof TcpNetwork tcp) {
      checkConnections(tcp.connections());
    }
    return new Report(seed, cluster.servers.size(), steps, cluster.faults, checks, extras);
  }

  private void go(long end) {
    while (world.step(end)) {
      steps++;
      checkThatTimePasses();
      if (world.now() >= lookAt) {
        lookAt = world.now() + LOOK;
        cluster.invariants.check();
      }
    }
  }

  /** Who wants to be called again at once, for ever, would keep a real processor busy. */
  private void checkThatTimePasses() {
    if (world.now() != lastNow) {
      lastNow = world.now();
      stepsAtOnce = 0;
    } else if (++stepsAtOnce > MOST_STEPS_AT_ONCE) {
      throw new AssertionError("at " + world.now() / MILLI + " ms: time stands still");
    }
  }

  private void act() {
    if (calm) {
      return;
    }
    world.after(world.between(40 * MILLI, rare ? 8_000 * MILLI : 500 * MILLI), this::act);
    if (extras.contains(Extra.KEYS) && random.nextInt(10) == 0) {
      faults.pick(cluster.alive(), this::steal);
    } else if (random.nextInt(100) < 45 || kinds.isEmpty()) {
      ordinaryLife();
    } else {
      List<Fault> drawn = List.copyOf(kinds);
      faults.inject(drawn.get(random.nextInt(drawn.size())));
    }
  }

  /** It ends before the calm. */
  private void steal(SimulatedClient owner) {
    cluster.startStranger(owner.name(), world.between(500 * MILLI, 4_000 * MILLI));
  }

  private void ordinaryLife() {
    List<SimulatedClient> alive = cluster.alive();
    switch (random.nextInt(6)) {
      case 0, 1 -> {
        if (cluster.hasRoom()) {
          startClient("client" + random.nextInt(10));
        }
      }
      case 4 -> faults.pick(sharing(), this::move);
      case 2 -> faults.pick(alive, this::close);
      case 3 -> faults.pick(alive, cluster::update);
      default -> {
        if (cluster.subscribers.size() < 4) {
          cluster.startSubscriber();
        }
      }
    }
  }

  /** In a process of its own, or beside others whose connections it shares. */
  private void startClient(String name) {
    List<SimulatedClient> hosts =
        cluster.alive().stream().filter(SimulatedClient::isRunning).toList();
    if (hosts.isEmpty() || random.nextBoolean()) {
      cluster.startClient(name);
    } else {
      faults.pick(hosts, host -> cluster.startClient(name, host.process()));
    }
  }

  /** Those who can go on over connections of their own, and reach all servers to do so. */
  private List<SimulatedClient> sharing() {
    return cluster.alive().stream()
        .filter(client -> client.isRunning() && client.process().clients.size() > 1)
        .filter(
            client ->
                cluster.servers.stream()
                    .noneMatch(each -> cluster.between(client.host, each.host).holds(world.now())))
        .toList();
  }

  /**
   * Nobody is to notice, unless its hello on the new connection is delayed by more than the grace
   * of the old one: by the conditions, or because a host that is stopped accepts no connection.
   */
  private void move(SimulatedClient client) {
    boolean isAnyStopped = cluster.servers.stream().anyMatch(each -> each.host.isPaused());
    if (cluster.network.conditions().delaying > 0 || isAnyStopped) {
      cluster.excuse(client, cluster.bounds.recovery());
    }
    client.moveTo(cluster.process(client.host));
  }

  /** What it said last may overtake its goodbye. */
  private void close(SimulatedClient client) {
    if (cluster.network.conditions().reordering > 0) {
      cluster.update(client);
    }
    if (!carrier.carriesFrames()) {
      excuseThoseBeside(client);
    }
    client.close();
  }

  /**
   * Where its goodbye does not arrive it gives the connection up, which others share. There TCP
   * hands over first what was held, and then the end: so they are heard, and then lost.
   */
  private void excuseThoseBeside(SimulatedClient client) {
    for (SimulatedServer server : cluster.servers) {
      long disturbed = cluster.between(client.host, server.host).until() - world.now();
      if (disturbed > 0) {
        cluster.excuse(client.host, disturbed + cluster.bounds.recovery());
      }
    }
  }

  /** Each who connects has one connection to each server; of a mute one the server may not know. */
  private void checkConnections(List<TcpConnection> all) {
    List<TcpConnection> heard = all.stream().filter(each -> !each.isMute()).toList();
    long processes = cluster.alive().stream().map(SimulatedClient::process).distinct().count();
    long links = cluster.servers.size() * (processes + cluster.subscribers.size());
    if (heard.size() != links || !heard.stream().allMatch(TcpConnection::isWhole)) {
      throw new AssertionError(
          "after calm there are %d connections instead of %d: %s"
              .formatted(heard.size(), links, heard));
    }
  }

  private void checkConvergence() {
    Set<String> alive = new TreeSet<>();
    cluster.alive().forEach(each -> alive.add(each.name()));
    Set<String> everybody = new TreeSet<>(alive);
    for (SimulatedServer server : cluster.servers) {
      Set<String> here = new TreeSet<>(alive);
      server.guests().forEach(each -> here.add(each.name));
      everybody.addAll(here);
      if (!List.copyOf(here).equals(server.roster().names())) {
        throw new AssertionError(
            "after calm %s, alive are %s: %s".formatted(server, here, cluster.alive()));
      }
    }
    for (SimulatedSubscriber subscriber : cluster.subscribers) {
      boolean same =
          extras.contains(Extra.GUESTS)
              ? subscriber.roster().names().equals(List.copyOf(everybody))
              : subscriber.roster().equals(cluster.servers.get(0).roster());
      if (!same || subscriber.state() != State.LIVE) {
        throw new AssertionError("after calm %s, alive are %s".formatted(subscriber, alive));
      }
    }
  }
}
