package io.rollcall.systemtests;

import io.rollcall.processes.Children;
import io.rollcall.processes.Freezer;
import io.rollcall.systemtests.lan.Host;
import io.rollcall.systemtests.lan.Lan;
import io.rollcall.systemtests.lan.LanHost;
import io.rollcall.systemtests.lan.Loopback;
import io.rollcall.systemtests.nodes.NodeProcess;
import io.rollcall.systemtests.nodes.Role;
import io.rollcall.systemtests.nodes.View;
import io.rollcall.systemtests.truth.Guarantees;
import io.rollcall.systemtests.truth.Standing;
import io.rollcall.systemtests.truth.Truth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/**
 * Servers, members and subscribers in processes of their own, and all that can be done to them.
 * Servers are {@code s1, s2 …}, members {@code m1, m2 …}. For one thread.
 */
final class Cluster implements AutoCloseable {
  /** More than two that start at once on few cores only make each other late. */
  private static final Semaphore STARTING = new Semaphore(2, true);

  private final Trace trace;
  private final Optional<Lan> lan;
  private final Children children = new Children();
  private final Map<String, Host> hosts = new TreeMap<>();
  private final Map<String, Map<String, String>> environments = new HashMap<>();
  private final Map<String, NodeProcess> nodes = new TreeMap<>();
  private final ServerUrls servers = new ServerUrls();
  private final Map<String, Freezer> frozen = new HashMap<>();
  private final Truth truth = new Truth();
  private final Guarantees guarantees = new Guarantees(truth);
  private long lastDone = System.nanoTime();
  private int marks;

  private Cluster(String label, Optional<Lan> lan) {
    this.trace = new Trace(label);
    this.lan = lan;
  }

  /** An empty one on a network of its own; where that can't be, the test is skipped. */
  static Cluster onLan(String label) {
    return new Cluster(label, Optional.of(Lan.require()));
  }

  /** An empty one on loopback, where links can't be touched. */
  static Cluster onLoopback(String label) {
    return new Cluster(label, Optional.empty());
  }

  /** Starts so many servers, then so many members, each on a host of its own. */
  void start(int servers, int members) throws InterruptedException {
    STARTING.acquire();
    try {
      startInTurn(servers, members);
    } finally {
      STARTING.release();
    }
  }

  private void startInTurn(int servers, int members) throws InterruptedException {
    for (int i = 1; i <= servers; i++) {
      start(Role.SERVER, "s" + i);
    }
    for (int i = 1; i <= members; i++) {
      start(Role.MEMBER, "m" + i);
    }
  }

  /** Has a host name lead to these servers, and all who start from now on know it alone. */
  void name(String hostName, String... meant) {
    doing("%s leads to %s".formatted(hostName, List.of(meant)));
    List<LanHost> there = new ArrayList<>();
    for (String server : meant) {
      hosts.computeIfAbsent(server, this::host);
      there.add(lanHost(server));
    }
    lan.orElseThrow().name(hostName, there);
    servers.allBehind(hostName);
  }

  /** Has processes of this name run with these variables from the next start on. */
  void environment(String name, Map<String, String> variables) {
    environments.put(name, variables);
  }

  /** Starts a process, again or for the first time; a server comes back at its old ports. */
  void start(Role role, String name) throws InterruptedException {
    Host host = hosts.computeIfAbsent(name, this::host);
    String mark = role.isMember() ? "v" + ++marks : "";
    List<String> arguments = new ArrayList<>(List.of(role.name()));
    if (role.isMember()) {
      arguments.addAll(List.of(name, mark));
    }
    if (role == Role.SERVER) {
      arguments.addAll(servers.toBind(name, host.address()));
    }
    if (role.isMember()) {
      arguments.add(servers.forClients());
    }
    if (role.isView()) {
      arguments.add(servers.forSubscribers());
    }
    long at = doing("start " + role + " " + name);
    NodeProcess node =
        NodeProcess.start(
            children,
            host,
            arguments,
            environments.getOrDefault(name, Map.of()),
            trace.errors(),
            line -> trace.line(name, line));
    if (role == Role.SERVER) {
      servers.bound(name, node.urls());
    }
    nodes.put(name, node);
    guarantees.started(name, Standing.started(role, mark), node.view(), at);
    done();
  }

  private Host host(String name) {
    return lan.isPresent() ? lan.get().host(name) : Loopback.numbered(hosts.size(), name);
  }

  /** SIGKILL. */
  void kill(String name) throws InterruptedException {
    guarantees.died(name, doing("kill " + name));
    nodes.get(name).kill();
    Freezer freezer = frozen.remove(name);
    if (freezer != null) {
      freezer.thaw();
    }
    done();
  }

  /** Starts again what died, as another process with the same name. */
  void restart(String name) throws InterruptedException {
    start(truth.of(name).role(), name);
  }

  /** Closes it: a goodbye, and the process ends. */
  void close(String name) throws InterruptedException {
    guarantees.died(name, doing("close " + name));
    nodes.get(name).close();
    done();
  }

  /** Has a member say something else of itself. */
  void update(String name) {
    say(name, doing("update " + name));
    done();
  }

  /** Has any member say something else of itself, so that nobody can agree without having heard. */
  void ping() {
    truth.someMember().ifPresent(name -> say(name, System.nanoTime()));
  }

  private void say(String name, long at) {
    String mark = "v" + ++marks;
    guarantees.updated(name, mark, at);
    nodes.get(name).tell("update", mark);
  }

  /** SIGSTOP. */
  void freeze(String name) throws InterruptedException {
    Freezer freezer = nodes.get(name).freezer();
    guarantees.frozen(name, true, doing("freeze " + name));
    freezer.freeze();
    frozen.put(name, freezer);
    done();
  }

  /** SIGCONT. */
  void thaw(String name) throws InterruptedException {
    doing("thaw " + name);
    Optional.ofNullable(frozen.remove(name)).orElseThrow().thaw();
    guarantees.frozen(name, false, System.nanoTime());
    done();
  }

  /** Pulls the cable of its host. */
  void linkDown(String name) {
    guarantees.linked(name, false, doing("link down " + name));
    lan.orElseThrow().linkDown(lanHost(name));
    done();
  }

  /** Plugs it in again. */
  void linkUp(String name) {
    doing("link up " + name);
    lan.orElseThrow().linkUp(lanHost(name));
    guarantees.linked(name, true, System.nanoTime());
    done();
  }

  /** Cuts the network in two: these on the far side, all others on the near one. */
  void split(Set<String> far) {
    long at = doing("split off " + far);
    far.forEach(name -> guarantees.far(name, true, at));
    lan.orElseThrow().split(far.stream().map(this::lanHost).toList());
    done();
  }

  /** Joins the two sides. */
  void heal() {
    doing("heal");
    lan.orElseThrow().heal();
    long at = System.nanoTime();
    nodes.keySet().forEach(name -> guarantees.far(name, false, at));
    done();
  }

  private LanHost lanHost(String name) {
    return (LanHost) hosts.get(name);
  }

  private long doing(String what) {
    trace.note(what);
    return System.nanoTime();
  }

  private void done() {
    lastDone = System.nanoTime();
  }

  /** When the last thing was done. */
  long lastDone() {
    return lastDone;
  }

  /** For how many seconds since the last thing was done some server was kept waiting too long. */
  Duration lateness() {
    long seconds =
        truth.runningServers().stream()
            .mapToLong(server -> view(server).lateSeconds(lastDone))
            .max()
            .orElse(0);
    return Duration.ofSeconds(seconds);
  }

  /** What the newest process of this name reports. */
  View view(String name) {
    return nodes.get(name).view();
  }

  Truth truth() {
    return truth;
  }

  Guarantees guarantees() {
    return guarantees;
  }

  Trace trace() {
    return trace;
  }

  /** Ends all processes, and their network. */
  @Override
  public void close() throws InterruptedException {
    try {
      for (Freezer freezer : frozen.values()) {
        freezer.thaw();
      }
      children.close();
    } finally {
      lan.ifPresent(Lan::close);
      trace.close();
    }
  }
}
