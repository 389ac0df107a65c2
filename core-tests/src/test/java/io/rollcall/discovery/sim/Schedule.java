package io.rollcall.discovery.sim;

import static io.rollcall.discovery.sim.Bounds.MILLI;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.State;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

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
   */
  record Report(
      long seed, int servers, long steps, Map<Fault, Integer> faults, Map<Check, Long> checks) {}

  private final long seed;
  private final Cluster cluster;
  private final Faults faults;
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

  private Schedule(long seed) {
    this.seed = seed;
    Random drawn = new Random(mixed(seed));
    for (Fault kind : Fault.values()) {
      if (drawn.nextDouble() < 0.35) {
        kinds.add(kind);
      }
    }
    this.rare = drawn.nextInt(3) == 0;
    int servers = 1 + drawn.nextInt(MOST_SERVERS);
    this.cluster =
        new Cluster(mixed(seed + 1), options(drawn), servers, 1 + drawn.nextInt(MOST_CLIENTS));
    this.faults = new Faults(cluster);
    this.world = cluster.world;
    this.random = world.random();
  }

  /** Runs the schedule of this seed; what it throws names the seed. */
  static Report run(long seed) {
    Schedule schedule = new Schedule(seed);
    try {
      return schedule.run();
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
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
    return new Report(seed, cluster.servers.size(), steps, cluster.faults, checks);
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
    if (random.nextInt(100) < 45 || kinds.isEmpty()) {
      ordinaryLife();
    } else {
      List<Fault> drawn = List.copyOf(kinds);
      faults.inject(drawn.get(random.nextInt(drawn.size())));
    }
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

  /** Nobody is to notice. */
  private void move(SimulatedClient client) {
    client.moveTo(cluster.process(client.host));
  }

  /** What it said last may overtake its goodbye. */
  private void close(SimulatedClient client) {
    if (cluster.network.weather().reordering > 0) {
      cluster.update(client);
    }
    client.close();
  }

  private void checkConvergence() {
    List<String> alive =
        cluster.alive().stream().map(SimulatedClient::name).distinct().sorted().toList();
    for (SimulatedServer server : cluster.servers) {
      if (!alive.equals(server.roster().names())) {
        throw new AssertionError("after calm " + server + ", alive are " + alive);
      }
    }
    for (SimulatedSubscriber subscriber : cluster.subscribers) {
      if (!subscriber.roster().equals(cluster.servers.get(0).roster())
          || subscriber.state() != State.LIVE) {
        throw new AssertionError("after calm %s, alive are %s".formatted(subscriber, alive));
      }
    }
  }
}
