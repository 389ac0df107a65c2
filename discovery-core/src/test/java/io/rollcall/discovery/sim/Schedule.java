package io.rollcall.discovery.sim;

import static io.rollcall.discovery.sim.Bounds.MILLI;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * One run of the simulated world: faults and ordinary life drawn from a seed, for at least 500
 * steps, the guarantees checked after each; then calm, in which all views must become one.
 */
final class Schedule {
  static final int LEAST_STEPS = 500;
  private static final int MOST_STEPS_AT_ONCE = 10_000;

  /**
   * What a schedule did.
   *
   * @param steps how many things happened
   * @param faults how often each kind of fault was injected
   */
  record Report(long seed, long steps, Map<Fault, Integer> faults) {}

  private final long seed;
  private final Cluster cluster;
  private final Set<Fault> kinds = EnumSet.noneOf(Fault.class);
  private final World world;
  private final Random random;
  private long steps;
  private long lastNow;
  private int stepsAtOnce;
  private boolean calm;

  private Schedule(long seed) {
    this.seed = seed;
    Random drawn = new Random(mixed(seed));
    for (Fault kind : Fault.values()) {
      if (drawn.nextDouble() < 0.4) {
        kinds.add(kind);
      }
    }
    this.cluster = new Cluster(mixed(seed + 1), options(drawn));
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
    return Options.defaults()
        .withSurveyTime(Duration.ofMillis(survey))
        .withRecvDeadline(Duration.ofMillis(drawn.nextBoolean() ? survey : survey / 2))
        .withPollTime(Duration.ofMillis(100 + drawn.nextInt(300)))
        .withMisses(1 + drawn.nextInt(3))
        .withLossGrace(Duration.ofMillis(50 + drawn.nextInt(200)))
        .withPulse(Duration.ofMillis(100 + drawn.nextInt(100)))
        .withSettleTime(Duration.ofMillis(1000 + drawn.nextInt(500)))
        .withExecutor(Runnable::run);
  }

  private Report run() {
    for (int i = random.nextInt(4); i >= 0; i--) {
      cluster.startClient("client" + i);
    }
    cluster.startSubscriber();
    cluster.startSubscriber();
    world.after(world.between(50 * MILLI, 400 * MILLI), this::act);
    long stormEnd = 8_000 * MILLI + random.nextInt(6_000) * MILLI;
    go(stormEnd);
    while (steps < LEAST_STEPS) {
      go(world.now() + 1_000 * MILLI);
    }
    calm = true;
    clearUp();
    go(world.now() + cluster.bounds.settling() + cluster.bounds.recovery());
    checkConvergence();
    return new Report(seed, steps, cluster.faults);
  }

  private void go(long end) {
    while (world.step(end)) {
      steps++;
      checkThatTimePasses();
      cluster.invariants.observe();
      cluster.invariants.check();
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
    world.after(world.between(40 * MILLI, 500 * MILLI), this::act);
    if (random.nextInt(100) < 45 || kinds.isEmpty()) {
      ordinaryLife();
    } else {
      List<Fault> drawn = new ArrayList<>(kinds);
      inject(drawn.get(random.nextInt(drawn.size())));
    }
  }

  private void ordinaryLife() {
    List<SimulatedClient> alive = cluster.alive();
    switch (random.nextInt(5)) {
      case 0, 1 -> {
        if (cluster.hasRoom()) {
          cluster.startClient("client" + random.nextInt(10));
        }
      }
      case 2 -> pick(alive, this::close);
      case 3 -> pick(alive, client -> cluster.update(client));
      default -> {
        if (cluster.subscribers.size() < 4) {
          cluster.startSubscriber();
        }
      }
    }
  }

  /** What it said last may overtake its goodbye. */
  private void close(SimulatedClient client) {
    if (cluster.network.weather().reordering > 0) {
      cluster.update(client);
    }
    client.close();
  }

  private void inject(Fault fault) {
    switch (fault) {
      case LOSS ->
          weather(fault, () -> cluster.network.weather().loss = 0.02 + 0.3 * random.nextDouble());
      case DUPLICATION -> weather(fault, () -> cluster.network.weather().duplication = 0.3);
      case REORDERING -> weather(fault, () -> cluster.network.weather().reordering = 0.4);
      case DELAY -> weather(fault, this::delay);
      case PARTITION -> partition();
      case CRASH -> crash();
      case PAUSE -> pause();
      case RESTART -> restart();
      case REOPEN -> reopen();
      case CLOCK_JUMP -> clockJump();
      case RESET -> reset();
    }
  }

  /** A burst of bad weather of one kind. */
  private void weather(Fault fault, Runnable change) {
    cluster.count(fault);
    change.run();
    world.after(world.between(300 * MILLI, 1_500 * MILLI), cluster.network.weather()::clear);
  }

  /** Answers may be late by most of what the bound of silence allows, and that must not matter. */
  private void delay() {
    cluster.network.weather().delaying = 0.7;
    cluster.network.weather().delay =
        (long) (0.38 * cluster.options.misses() * cluster.options.surveyTime().toNanos());
    cluster.subscribers.forEach(
        each -> cluster.excuse(each, cluster.bounds.recovery() + 1_500 * MILLI));
  }

  private void partition() {
    List<Host> hosts = new ArrayList<>();
    cluster.alive().forEach(each -> hosts.add(each.host));
    cluster.subscribers.forEach(each -> hosts.add(each.host));
    if (hosts.isEmpty()) {
      return;
    }
    cluster.count(Fault.PARTITION);
    Host host = hosts.get(random.nextInt(hosts.size()));
    cluster.network.cut(host, cluster.server.host);
    long span = world.between(100 * MILLI, 3_000 * MILLI);
    cluster.excuse(host, span + cluster.bounds.recovery());
    boolean breaks = random.nextBoolean();
    world.after(
        span,
        () -> {
          cluster.network.heal(host, cluster.server.host);
          if (breaks) {
            cluster.network.reset(host);
          }
          cluster.excuse(host, cluster.bounds.recovery());
        });
  }

  private void crash() {
    cluster.count(Fault.CRASH);
    pick(
        cluster.alive(),
        client -> {
          cluster.excuse(client, cluster.bounds.recovery());
          client.crash();
          if (random.nextInt(3) == 0 && !client.host.isPaused()) {
            cluster.startClient(client.name(), client.host);
          }
        });
  }

  private void pause() {
    cluster.count(Fault.PAUSE);
    long span = world.between(50 * MILLI, 3_000 * MILLI);
    switch (random.nextInt(3)) {
      case 0 -> {
        if (random.nextBoolean()) {
          pauseServer(span);
        } else {
          cluster.afterNextSurvey(() -> pauseServer(span));
        }
      }
      case 1 ->
          pick(
              cluster.alive().stream().filter(SimulatedClient::isRunning).toList(),
              client -> {
                client.pause();
                cluster.excuse(client, span + cluster.bounds.recovery());
                world.after(
                    span,
                    () -> {
                      client.resume();
                      cluster.excuse(client, cluster.bounds.recovery());
                    });
              });
      default ->
          pick(
              cluster.subscribers.stream().filter(each -> !each.host.isPaused()).toList(),
              subscriber -> {
                subscriber.host.pause();
                world.after(
                    span,
                    () -> {
                      subscriber.host.resume();
                      cluster.excuseLag(subscriber, cluster.bounds.stale() + 300 * MILLI);
                    });
              });
    }
  }

  private void pauseServer(long span) {
    if (cluster.server.isUp()) {
      cluster.server.host.pause();
      world.after(span, cluster.server::resume);
    }
  }

  private void restart() {
    if (!cluster.server.isUp()) {
      return;
    }
    cluster.count(Fault.RESTART);
    if (random.nextBoolean()) {
      cluster.server.crash();
    } else {
      cluster.server.close();
    }
    world.after(world.between(10 * MILLI, 2_500 * MILLI), cluster.server::start);
  }

  /** A thread that owns the server's sockets dies. */
  private void reopen() {
    if (cluster.server.isUp()) {
      cluster.count(Fault.REOPEN);
      cluster.server.reopen();
    }
  }

  private void clockJump() {
    cluster.count(Fault.CLOCK_JUMP);
    long millis = world.between(-3_600_000, 3_600_000);
    if (random.nextBoolean()) {
      cluster.server.host.jump(millis);
    } else {
      pick(cluster.alive(), client -> client.host.jump(millis));
    }
  }

  private void reset() {
    cluster.count(Fault.RESET);
    if (random.nextBoolean()) {
      pick(
          cluster.alive(),
          client -> {
            cluster.excuse(client, cluster.bounds.recovery());
            cluster.network.reset(client.host);
          });
    } else {
      pick(
          cluster.subscribers,
          subscriber -> {
            cluster.excuse(subscriber, cluster.bounds.recovery());
            cluster.network.reset(subscriber.host);
          });
    }
  }

  private void clearUp() {
    cluster.network.weather().clear();
    cluster.excuseAll(cluster.bounds.recovery());
  }

  private void checkConvergence() {
    List<String> alive =
        cluster.alive().stream().map(SimulatedClient::name).distinct().sorted().toList();
    if (!alive.equals(cluster.server.roster().names())) {
      throw new AssertionError(
          "after calm the server lists " + cluster.server.roster() + ", alive are " + alive);
    }
    for (SimulatedSubscriber subscriber : cluster.subscribers) {
      if (!subscriber.roster().equals(cluster.server.roster())
          || subscriber.state() != State.LIVE) {
        throw new AssertionError(
            "after calm %s, the server lists %s".formatted(subscriber, cluster.server.roster()));
      }
    }
  }

  private <T> void pick(List<T> from, java.util.function.Consumer<T> action) {
    if (!from.isEmpty()) {
      action.accept(from.get(random.nextInt(from.size())));
    }
  }
}
