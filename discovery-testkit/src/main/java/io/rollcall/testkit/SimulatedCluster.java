package io.rollcall.testkit;

import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.State;
import io.rollcall.discovery.endpoint.HostPort;
import io.rollcall.sim.HostProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Servers, clients and subscribers in a simulated network: the library's own protocol, in virtual
 * time, without sockets. Not thread-safe.
 *
 * <p>All chance comes from one seed, so the same test with the same seed gives the same run. Every
 * client joins every server, and every subscriber listens to every server.
 */
public final class SimulatedCluster implements AutoCloseable {
  static final long DEFAULT_SEED = 1;
  static final int SURVEY_PORT = 5550;
  static final int PUB_SUB_PORT = 5551;
  private static final int MOST_SERVERS = 16;

  /** How a cluster is to start. Not thread-safe. */
  public static final class Builder {
    private long seed = DEFAULT_SEED;
    private int servers = 1;
    private Options options = Options.defaults();
    private @Nullable VirtualTime time;

    private Builder() {}

    /** The seed of all chance; 1 by default. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * How many servers there are; 1 by default.
     *
     * @throws IllegalArgumentException if it is not 1 to 16
     */
    public Builder servers(int servers) {
      if (servers < 1 || servers > MOST_SERVERS) {
        throw new IllegalArgumentException(
            "servers %d is not 1 to %d".formatted(servers, MOST_SERVERS));
      }
      this.servers = servers;
      return this;
    }

    /**
     * The options of all; {@link Options#defaults} by default. Callbacks run on the thread that
     * advances time, unless the options name an executor.
     */
    public Builder options(Options options) {
      this.options = Objects.requireNonNull(options, "options");
      return this;
    }

    /** The time in which it lives; one of its own by default. */
    public Builder time(VirtualTime time) {
      this.time = Objects.requireNonNull(time, "time");
      return this;
    }

    /** Starts the servers. */
    public SimulatedCluster start() {
      return new SimulatedCluster(
          time == null ? VirtualTime.start() : time, seed, options, servers);
    }
  }

  private final VirtualTime time;
  private final long seed;
  private final Options options;
  private final SimulatedNetwork network;
  private final List<SimulatedServer> servers = new ArrayList<>();
  private final List<SimulatedClient> clients = new ArrayList<>();
  private final List<SimulatedSubscriber> subscribers = new ArrayList<>();
  private final List<SimulatedHost> hosts = new ArrayList<>();
  private boolean closed;

  private SimulatedCluster(VirtualTime time, long seed, Options options, int count) {
    time.world().random().setSeed(seed);
    this.seed = seed;
    this.options = options;
    this.time = time;
    this.network = new SimulatedNetwork(this, time.world(), this::nodes);
    for (int number = 1; number <= count; number++) {
      servers.add(new SimulatedServer(this, "server" + number));
    }
  }

  /** A cluster of one server with {@link Options#defaults} and seed 1. */
  public static SimulatedCluster start() {
    return builder().start();
  }

  /** A cluster of another kind. */
  public static Builder builder() {
    return new Builder();
  }

  /** The seed of all chance. */
  public long seed() {
    return seed;
  }

  /** The time in which it lives. */
  public VirtualTime time() {
    return time;
  }

  /** Cuts and conditions. */
  public SimulatedNetwork network() {
    return network;
  }

  /** The servers: {@code server1}, {@code server2} and so on. */
  public List<SimulatedServer> servers() {
    return List.copyOf(servers);
  }

  /**
   * One of the servers.
   *
   * @param number from 1 on
   * @throws IllegalArgumentException if there is none of this number
   */
  public SimulatedServer server(int number) {
    if (number < 1 || number > servers.size()) {
      throw new IllegalArgumentException(
          "server %d is not 1 to %d".formatted(number, servers.size()));
    }
    return servers.get(number - 1);
  }

  /**
   * Starts a client of this name, which joins as time is advanced.
   *
   * @throws IllegalArgumentException if the name is against the rules of {@link Member#named}
   * @throws IllegalStateException if the cluster is closed
   */
  public SimulatedClient startClient(String name) {
    return startClient(Member.named(name));
  }

  /**
   * Starts a client that is this member. Another one of its name may be alive, as in real life.
   *
   * @throws IllegalStateException if the cluster is closed
   */
  public SimulatedClient startClient(Member self) {
    requireOpen();
    SimulatedClient client = new SimulatedClient(this, self);
    clients.add(client);
    return client;
  }

  /**
   * Starts a subscriber, which learns the roster as time is advanced.
   *
   * @throws IllegalStateException if the cluster is closed
   */
  public SimulatedSubscriber startSubscriber() {
    requireOpen();
    SimulatedSubscriber subscriber =
        new SimulatedSubscriber(this, "subscriber" + (subscribers.size() + 1));
    subscribers.add(subscriber);
    return subscriber;
  }

  /**
   * Adds a host on which a test starts servers, clients and subscribers by itself.
   *
   * @param name others find it by this name; letters, digits, {@code .}, {@code -} and {@code _}
   * @throws IllegalArgumentException if a node of this name is there already, or it is no host name
   * @throws IllegalStateException if the cluster is closed
   */
  public SimulatedHost startHost(String name) {
    requireOpen();
    if (nodes().anyMatch(each -> each.name().equals(name))) {
      throw new IllegalArgumentException("host '" + name + "' is there already");
    }
    HostPort.of(HostPort.SCHEME + name + ":1", false);
    SimulatedHost host = new SimulatedHost(this, name);
    hosts.add(host);
    return host;
  }

  /** Where clients find all servers of the cluster. */
  public String urlServer() {
    return urls(SURVEY_PORT);
  }

  /** Where subscribers find all servers of the cluster. */
  public String urlPubSub() {
    return urls(PUB_SUB_PORT);
  }

  private String urls(int port) {
    return servers.stream()
        .map(server -> HostPort.SCHEME + server.name() + ":" + port)
        .collect(Collectors.joining(","));
  }

  Options options(HostProcess process) {
    return process.options(options);
  }

  /** As {@link VirtualTime#advance}. */
  public void advance(Duration by) {
    time().advance(by);
  }

  /**
   * As {@link VirtualTime#advanceUntil}.
   *
   * @throws AssertionError if the condition does not hold by then; its message shows the cluster
   */
  public Duration advanceUntil(BooleanSupplier condition, Duration most) {
    return advanceUntil(condition, most, "the condition");
  }

  /**
   * Moves time on until calm has come: the servers that are alive have settled, the clients that
   * are alive have joined, and the subscribers that are alive are live and see just those clients.
   *
   * @return how long it took
   * @throws AssertionError if it has not come after a minute and ten times {@code settleTime}; its
   *     message shows the cluster
   */
  public Duration settle() {
    Duration most = options.settleTime().multipliedBy(10).plusMinutes(1);
    return advanceUntil(this::isSettled, most, "calm");
  }

  private Duration advanceUntil(BooleanSupplier condition, Duration most, String what) {
    long before = time().nanoTime();
    if (!time().await(condition, most)) {
      throw new AssertionError("%s has not come within %s; %s".formatted(what, most, this));
    }
    return Duration.ofNanos(time().nanoTime() - before);
  }

  private boolean isSettled() {
    List<String> alive =
        clients.stream()
            .filter(SimulatedNode::isAlive)
            .map(SimulatedNode::name)
            .distinct()
            .sorted()
            .toList();
    return servers.stream().anyMatch(SimulatedNode::isAlive)
        && servers.stream()
            .filter(SimulatedNode::isAlive)
            .allMatch(each -> each.membership().state() == State.LIVE)
        && clients.stream()
            .filter(SimulatedNode::isAlive)
            .allMatch(each -> each.state().phase() == ClientState.Phase.JOINED)
        && subscribers.stream()
            .filter(SimulatedNode::isAlive)
            .allMatch(each -> each.state() == State.LIVE && each.roster().names().equals(alive));
  }

  /** Ends all, without a goodbye of anybody; the subscribers' feeds end. Idempotent. */
  @Override
  public void close() {
    closed = true;
    nodes().forEach(SimulatedNode::kill);
    nodes().forEach(SimulatedNode::closeHandle);
  }

  private Stream<SimulatedNode> nodes() {
    return Stream.of(servers, clients, subscribers, hosts).flatMap(List::stream);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this cluster is closed");
    }
  }

  /** The seed, the time, and how each node stands. */
  @Override
  public String toString() {
    return nodes()
        .map(Object::toString)
        .collect(
            Collectors.joining(
                "\n  ",
                "cluster of seed %d at %s (%s after its time began)%n  "
                    .formatted(seed, time().now(), Duration.ofNanos(time().nanoTime())),
                ""));
  }
}
