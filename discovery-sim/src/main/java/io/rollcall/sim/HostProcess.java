package io.rollcall.sim;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.Agent;
import io.rollcall.discovery.agent.ConnectingAgent;
import io.rollcall.discovery.agent.ConnectionPool;
import io.rollcall.discovery.agent.Environment;
import io.rollcall.discovery.agent.ListeningAgent;
import io.rollcall.discovery.agent.Transport;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.thread.ReaderThreads;
import io.rollcall.discovery.thread.Threads;
import io.rollcall.discovery.zmtp.transport.AgentRunner;
import io.rollcall.discovery.zmtp.transport.ZmtpTransport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * A process on a simulated host, in which servers, clients and subscribers run as they do anywhere:
 * on the library's own transport, over simulated TCP, in virtual time. Not thread-safe.
 */
public final class HostProcess implements Environment {
  private final World world;
  private final TcpProcess process;
  private final Map<Object, ConnectionPool> connections = new HashMap<>();
  private final List<AgentRunner<?>> runners = new ArrayList<>();

  HostProcess(Tcp tcp, Host host) {
    this.world = tcp.network.world();
    this.process = new TcpProcess(tcp, host);
  }

  /**
   * These options for a handle in this process. Unless they name another executor, callbacks run as
   * time passes, each once what it tells of is over.
   */
  public Options options(Options given) {
    boolean unnamed = given.executor() == ReaderThreads.EXECUTOR;
    return given.toBuilder()
        .environment(this)
        .executor(unnamed ? threads().readers() : given.executor())
        .closeOnShutdown(false)
        .build();
  }

  /** Whether it has not been killed. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it without a word: its connections break, and its handles hear nothing more. */
  public void kill() {
    process.kill();
    runners.forEach(AgentRunner::abandon);
    runners.clear();
  }

  /**
   * The library's own, over simulated TCP.
   *
   * @throws IllegalStateException if the process was killed
   */
  @Override
  public Transport transport(Options options) {
    requireAlive();
    return new Noted(process.transport(options));
  }

  @Override
  public ConnectionPool connections(Options options) {
    requireAlive();
    return connections.computeIfAbsent(
        options.security(), any -> new ConnectionPool(transport(options), this));
  }

  private void requireAlive() {
    if (!isAlive()) {
      throw new IllegalStateException(this + " was killed");
    }
  }

  @Override
  public Incarnation incarnation() {
    return Incarnation.of(process.host().wallMillis(), id());
  }

  @Override
  public UUID id() {
    return new UUID(world.random().nextLong(), world.random().nextLong());
  }

  /** The one engine that a simulated process has. */
  @Override
  public Engine engine(String name) {
    requireAlive();
    return process.forClients();
  }

  @Override
  public Threads threads() {
    return process.threads();
  }

  @Override
  public String toString() {
    return "process on simulated host '" + process.host() + "'";
  }

  /** Takes note of what it starts. */
  private final class Noted implements Transport {
    private final ZmtpTransport transport;

    Noted(ZmtpTransport transport) {
      this.transport = transport;
    }

    private <A extends Agent, R extends AgentRunner<?>> Started<A, R> noted(Started<A, R> started) {
      runners.add(started.running());
      return started;
    }

    @Override
    public <A extends ListeningAgent> Started<A, ? extends BoundAgent> server(
        String urlServer, String urlPubSub, Function<ServerPort, A> agent) {
      return noted(transport.server(urlServer, urlPubSub, agent));
    }

    @Override
    public String canonical(String list) {
      return transport.canonical(list);
    }

    @Override
    public <A extends ConnectingAgent> Started<A, ? extends ConnectedAgent> client(
        String urlServer, Function<ClientPort, A> agent) {
      return noted(transport.client(urlServer, agent));
    }

    @Override
    public <A extends ConnectingAgent> Started<A, ? extends ConnectedAgent> subscriber(
        String urlPubSub, Function<SubscriberPort, A> agent) {
      return noted(transport.subscriber(urlPubSub, agent));
    }
  }
}
