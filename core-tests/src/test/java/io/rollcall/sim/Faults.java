package io.rollcall.sim;

import static io.rollcall.sim.Bounds.MILLI;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** What is done to a cluster, and for how long it may excuse what is seen. */
final class Faults {
  private final Cluster cluster;
  private final World world;
  private final SimNetwork network;
  private final Random random;

  Faults(Cluster cluster) {
    this.cluster = cluster;
    this.world = cluster.world;
    this.network = cluster.network;
    this.random = world.random();
  }

  void inject(Fault fault) {
    switch (fault) {
      case LOSS ->
          conditions(fault, () -> network.conditions().loss = 0.02 + 0.3 * random.nextDouble());
      case DUPLICATION -> conditions(fault, () -> network.conditions().duplication = 0.3);
      case REORDERING -> conditions(fault, () -> network.conditions().reordering = 0.4);
      case DELAY -> conditions(fault, this::delay);
      case PARTITION -> partition();
      case ISOLATION -> pick(free(), this::isolate);
      case SPLIT -> split();
      case DEAFNESS -> pick(free(), this::deafen);
      case CRASH -> crash();
      case PAUSE -> pause();
      case RESTART -> pick(up(), this::restart);
      case REOPEN -> pick(up(), this::reopen);
      case CLOCK_JUMP -> clockJump();
      case RESET -> reset();
      case MUTENESS -> mute();
      case ENDPOINT -> endpoint();
    }
  }

  /** No more of it. */
  void end() {
    network.conditions().clear();
    cluster.servers.forEach(SimulatedServer::calm);
    cluster.excuseAll(cluster.bounds.patience() + cluster.bounds.agreement());
  }

  <T> void pick(List<T> from, Consumer<T> action) {
    if (!from.isEmpty()) {
      action.accept(from.get(random.nextInt(from.size())));
    }
  }

  /** Servers that something may happen to. */
  private List<SimulatedServer> free() {
    return cluster.servers.stream().filter(each -> !each.isReserved()).toList();
  }

  private List<SimulatedServer> up() {
    return free().stream().filter(SimulatedServer::isUp).toList();
  }

  /** Mostly short; sometimes long enough that connections are given up. */
  private long span() {
    return random.nextInt(5) == 0
        ? world.between(3_000 * MILLI, 12_000 * MILLI)
        : world.between(50 * MILLI, 3_000 * MILLI);
  }

  /** Too short for a server that is stopped to start over. */
  private long shortSpan() {
    return world.between(50 * MILLI, 3 * cluster.options.pulse().toNanos());
  }

  /**
   * Whether these clients have a server left that is well and knows them: it stays so for this
   * span. Then whatever happens to the other servers can't be noticed.
   */
  private boolean haveAnother(
      Collection<SimulatedServer> struck, Collection<Host> clients, long span) {
    for (SimulatedServer server : cluster.servers) {
      boolean steady =
          !struck.contains(server)
              && server.isUpFor(cluster.bounds.settling())
              && server.isSettled()
              && cluster.connecting().stream()
                  .noneMatch(each -> cluster.between(each, server.host).holds(world.now()))
              && clients.stream()
                  .allMatch(each -> cluster.alive().stream().allMatch(c -> knows(server, c, each)));
      if (steady) {
        server.reserve(world.now() + span);
        return true;
      }
    }
    return false;
  }

  private static boolean knows(SimulatedServer server, SimulatedClient client, Host host) {
    return client.host != host || server.lists(client.incarnation);
  }

  /** A burst of bad weather of one kind. */
  private void conditions(Fault fault, Runnable change) {
    cluster.count(fault);
    cluster.conditions.extend(world.now() + 1_500 * MILLI);
    change.run();
    world.after(world.between(300 * MILLI, 1_500 * MILLI), network.conditions()::clear);
  }

  /** Answers may be late by most of what the bound of silence allows, and that must not matter. */
  private void delay() {
    network.conditions().delaying = 0.7;
    network.conditions().delay =
        (long) (0.38 * cluster.options.misses() * cluster.options.surveyTime().toNanos());
    long span = cluster.bounds.agreement() + 1_500 * MILLI;
    for (SimulatedSubscriber subscriber : cluster.subscribers) {
      cluster.excuse(subscriber, span);
      cluster.servers.forEach(server -> cluster.disturb(subscriber.host, server.host, span));
    }
  }

  /** A client or subscriber and one server, or all. */
  private void partition() {
    pick(
        cluster.connecting(),
        host -> {
          List<SimulatedServer> free = new ArrayList<>(free());
          Collections.shuffle(free, random);
          if (free.isEmpty()) {
            return;
          }
          cluster.count(Fault.PARTITION);
          List<SimulatedServer> struck = random.nextBoolean() ? free : free.subList(0, 1);
          long span = span();
          long excused = span + cluster.bounds.agreement();
          if (!haveAnother(struck, Set.of(host), excused)) {
            cluster.excuse(host, excused);
          }
          boolean breaks = random.nextBoolean();
          boolean held = random.nextBoolean();
          struck.forEach(server -> cut(host, server.host, held, span));
          if (breaks) {
            world.after(
                span,
                () -> {
                  cluster.excuse(host, cluster.bounds.agreement());
                  network.reset(host);
                });
          }
        });
  }

  private void cut(Host one, Host other, boolean held, long span) {
    if (held) {
      network.suspend(one, other);
    } else {
      network.cut(one, other);
    }
    cluster.disturb(one, other, span + cluster.bounds.agreement());
    world.after(
        span,
        () -> {
          network.heal(one, other);
          cluster.disturb(one, other, cluster.bounds.agreement());
        });
  }

  /** Nobody hears it and it hears nobody: no excuse for anybody. */
  private void isolate(SimulatedServer server) {
    cluster.count(Fault.ISOLATION);
    long span = span();
    network.isolate(server.host, random.nextBoolean());
    if (cluster.alive().size() < 2) {
      // That one client alone is silent a server takes for that one's fault.
      cluster.excuseClients(span + cluster.bounds.agreement());
    }
    disturbAll(server, span + cluster.bounds.agreement());
    world.after(
        span,
        () -> {
          network.rejoin(server.host);
          disturbAll(server, cluster.bounds.agreement());
        });
  }

  private void disturbAll(SimulatedServer server, long nanos) {
    server.isolation.extend(world.now() + nanos);
    cluster.clients.forEach(each -> cluster.disturb(each.host, server.host, nanos));
    cluster.subscribers.forEach(each -> cluster.disturb(each.host, server.host, nanos));
  }

  /** Each half keeps those who share a server with it. */
  private void split() {
    if (free().size() < cluster.servers.size()) {
      return;
    }
    cluster.count(Fault.SPLIT);
    long span = span();
    boolean held = random.nextBoolean();
    List<SimulatedServer> one =
        cluster.servers.stream().filter(any -> random.nextBoolean()).toList();
    List<Host> sameSide =
        cluster.connecting().stream().distinct().filter(any -> random.nextBoolean()).toList();
    cluster.excuseAll(span + cluster.bounds.agreement());
    for (SimulatedServer server : cluster.servers) {
      for (Host host : cluster.connecting()) {
        if (one.contains(server) != sameSide.contains(host)) {
          cut(host, server.host, held, span);
        }
      }
    }
  }

  /** It votes truthfully that nobody is there, and is outvoted if there is another. */
  private void deafen(SimulatedServer server) {
    cluster.count(Fault.DEAFNESS);
    long span = span();
    List<Host> hosts = cluster.alive().stream().map(each -> each.host).distinct().toList();
    boolean excused = !haveAnother(Set.of(server), hosts, span + cluster.bounds.agreement());
    boolean held = random.nextBoolean();
    for (Host host : hosts) {
      if (excused) {
        cluster.excuse(host, span + cluster.bounds.agreement());
      }
      cut(host, server.host, held, span);
    }
  }

  private void crash() {
    cluster.count(Fault.CRASH);
    pick(
        cluster.alive(),
        client -> {
          cluster.excuse(client.host, cluster.bounds.recovery());
          client.crash();
          if (random.nextInt(3) == 0 && !client.host.isPaused()) {
            cluster.startClient(client.name(), client.host);
          }
        });
  }

  private void pause() {
    cluster.count(Fault.PAUSE);
    switch (random.nextInt(3)) {
      case 0 ->
          pick(
              up(),
              server -> {
                if (random.nextBoolean()) {
                  pause(server);
                } else {
                  cluster.afterNextSurvey(server, () -> pause(server));
                }
              });
      case 1 ->
          pick(cluster.alive().stream().filter(SimulatedClient::isRunning).toList(), this::pause);
      default ->
          pick(
              cluster.subscribers.stream().filter(each -> !each.host.isPaused()).toList(),
              this::pause);
    }
  }

  private void pause(SimulatedServer server) {
    if (server.isUp() && !server.isReserved()) {
      server.pause();
      world.after(random.nextBoolean() ? span() : shortSpan(), server::resume);
    }
  }

  private void pause(SimulatedClient client) {
    long span = span();
    client.pause();
    cluster.excuse(client.host, span + cluster.bounds.recovery());
    world.after(
        span,
        () -> {
          client.resume();
          cluster.excuse(client.host, cluster.bounds.recovery());
          extendMuteness(client.host);
        });
  }

  /** It lags, and has its whole patience again with a connection that is dead. */
  private void pause(SimulatedSubscriber subscriber) {
    subscriber.host.pause();
    world.after(
        span(),
        () -> {
          subscriber.host.resume();
          subscriber.lag.extend(world.now() + cluster.bounds.stale() + 300 * MILLI);
          cluster.excuse(subscriber, cluster.bounds.agreement());
          extendMuteness(subscriber.host);
        });
  }

  private void extendMuteness(Host host) {
    long span = cluster.bounds.patience() + cluster.bounds.agreement();
    for (SimulatedServer server : cluster.servers) {
      if (network.isMute(host, server.host)) {
        cluster.excuse(host, span);
        cluster.disturb(host, server.host, span);
      }
    }
  }

  private void restart(SimulatedServer server) {
    cluster.count(Fault.RESTART);
    if (random.nextBoolean()) {
      server.crash();
    } else {
      server.close();
    }
    world.after(span(), server::start);
  }

  private void reopen(SimulatedServer server) {
    cluster.count(Fault.REOPEN);
    server.reopen();
  }

  private void clockJump() {
    cluster.count(Fault.CLOCK_JUMP);
    long millis = world.between(-3_600_000, 3_600_000);
    if (random.nextBoolean()) {
      pick(cluster.servers, server -> server.host.jump(millis));
    } else {
      pick(cluster.alive(), client -> client.host.jump(millis));
    }
  }

  private void reset() {
    cluster.count(Fault.RESET);
    pick(
        cluster.connecting(),
        host -> {
          cluster.excuse(host, cluster.bounds.recovery());
          cluster.servers.forEach(
              server -> cluster.disturb(host, server.host, cluster.bounds.recovery()));
          network.reset(host);
        });
  }

  private void mute() {
    pick(
        up(),
        server ->
            pick(
                cluster.connecting(),
                host -> {
                  cluster.count(Fault.MUTENESS);
                  long span = cluster.bounds.patience() + cluster.bounds.agreement();
                  if (!haveAnother(Set.of(server), Set.of(host), span)) {
                    cluster.excuse(host, span);
                  }
                  cluster.disturb(host, server.host, span);
                  network.mute(host, server.host);
                }));
  }

  /** A client or subscriber does without one of its servers for a while. */
  private void endpoint() {
    pick(
        up(),
        server -> {
          long span = span();
          long excused = span + cluster.bounds.agreement();
          if (random.nextBoolean()) {
            pick(
                cluster.alive(),
                client -> {
                  if (!haveAnother(Set.of(server), Set.of(client.host), excused)) {
                    cluster.excuse(client.host, excused);
                  }
                  away(client.process().node, server, span);
                });
          } else {
            pick(cluster.subscribers, subscriber -> away(subscriber.node, server, span));
          }
        });
  }

  private void away(SimConnecting node, SimulatedServer server, long span) {
    cluster.count(Fault.ENDPOINT);
    cluster.disturb(node.host(), server.host, span + cluster.bounds.agreement());
    node.disconnect(server.address);
    world.after(
        span,
        () -> {
          cluster.disturb(node.host(), server.host, cluster.bounds.agreement());
          // Of two that overlap the second finds it gone already.
          node.disconnect(server.address);
          node.connect(server.address);
        });
  }
}
