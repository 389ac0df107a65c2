package io.rollcall.discovery;

import io.rollcall.discovery.agent.Environment;
import io.rollcall.discovery.agent.ServerAgent;
import io.rollcall.discovery.agent.ServerCounts;
import io.rollcall.discovery.agent.Transport.BoundAgent;
import io.rollcall.discovery.agent.Transport.Started;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.spi.Respondents;
import io.rollcall.discovery.spi.Responses;
import io.rollcall.discovery.thread.Latch;
import io.rollcall.discovery.thread.ShutdownHook;
import io.rollcall.discovery.thread.Threads;
import io.rollcall.discovery.thread.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Surveys the clients and publishes the members that join, leave and change. Thread-safe.
 *
 * <p>A server may be restarted at any time: clients reconnect by themselves, and subscribers report
 * no departures.
 */
public final class Server extends MembershipView implements Metered, AutoCloseable {
  static {
    OpenFace.install();
  }

  private final ServerAgent agent;
  private final BoundAgent running;
  private final List<Metric> metrics;
  private final Threads threads;
  private final Latch closed;

  /** Ends the wait of those whose question the loop does not take any more. */
  private final CompletableFuture<?> gone = new CompletableFuture<>();

  private Server(String urlServer, String urlPubSub, Options options, LiveMembership membership) {
    super(membership);
    Environment environment = options.standsOn();
    this.threads = environment.threads();
    this.closed = new Latch(threads);
    ServerCounts counts = new ServerCounts();
    this.metrics = counts.metrics(membership);
    Started<ServerAgent, ? extends BoundAgent> started =
        environment
            .transport(options)
            .server(
                urlServer,
                urlPubSub,
                port ->
                    new ServerAgent(
                        "server " + urlServer,
                        environment::incarnation,
                        options,
                        membership,
                        port,
                        counts));
    this.agent = started.agent();
    this.running = started.running();
  }

  /**
   * Starts a server with {@link Options#defaults()}.
   *
   * <p>All threads are daemon threads, so a {@code main} that returns ends the JVM and the server.
   * {@link #await} blocks until the server is closed.
   *
   * @param urlServer where clients connect to: one endpoint {@code tcp://HOST:PORT} or several
   *     joined by commas; the host may be {@code *}, the port 0 or {@code *} for a free one
   * @param urlPubSub where subscribers connect to, in the same form
   * @throws IllegalArgumentException if an endpoint is malformed
   * @throws DiscoveryException if an endpoint can't be bound; nothing stays bound
   */
  public static Server start(String urlServer, String urlPubSub) {
    return start(urlServer, urlPubSub, Options.defaults());
  }

  /**
   * Starts a server.
   *
   * @param urlServer where clients connect to, as above
   * @param urlPubSub where subscribers connect to, as above
   * @param options its timings and limits, among others
   * @throws IllegalArgumentException if an endpoint is malformed, or {@code settleTime} is shorter
   *     than {@code lossGrace}
   * @throws DiscoveryException if an endpoint can't be bound; nothing stays bound
   */
  public static Server start(String urlServer, String urlPubSub, Options options) {
    return ShutdownHook.closes(
        new Server(
            urlServer,
            urlPubSub,
            options.sound(),
            LiveMembership.onLoop(options, options.standsOn().threads())),
        options.closeOnShutdown(),
        ShutdownHook.Order.LAST);
  }

  /** Where clients connect to: the host as given, the port as bound. */
  public String urlServer() {
    return running.urlServer();
  }

  /** Where subscribers connect to: the host as given, the port as bound. */
  public String urlPubSub() {
    return running.urlPubSub();
  }

  /**
   * Explains what the server knows about a name: which processes have it or had it within the last
   * hour, when each was last heard, which rounds it missed, which connections it had, and when and
   * why it left. Does not wait for the network. {@link Explanations#ask} does the same from another
   * process.
   *
   * @param name of a member, present or gone
   * @return without accounts if the name is not known
   * @throws IllegalArgumentException if the name is against the rules
   * @throws IllegalStateException if the server is closed
   */
  public Explanation explain(String name) {
    MemberRules.name(name);
    CompletableFuture<Explanation> answer = new CompletableFuture<>();
    running.execute(now -> answer.completeAsync(() -> agent.explain(name, now), Runnable::run));
    Latch.of(CompletableFuture.anyOf(answer, gone), threads).awaitUninterruptibly();
    if (!answer.isDone()) {
      throw new IllegalStateException("server " + urlServer() + " is closed");
    }
    return answer.join();
  }

  /** See {@link io.rollcall.discovery.spi.Bridge#survey}. */
  Responses survey(Respondents respondents) {
    return agent.survey(respondents, running::execute);
  }

  /**
   * Waits until the server is closed.
   *
   * @throws InterruptedException if the calling thread is interrupted
   */
  public void await() throws InterruptedException {
    boolean unused = closed.await(Long.MAX_VALUE);
  }

  /**
   * Waits until the server is closed, for this time at most.
   *
   * @return whether it is closed
   * @throws InterruptedException if the calling thread is interrupted
   */
  public boolean await(Duration timeout) throws InterruptedException {
    return closed.await(Timeouts.nanos(timeout));
  }

  @Override
  public List<Metric> metrics() {
    return metrics;
  }

  @Override
  public boolean isClosed() {
    return closed.isOpen();
  }

  /**
   * Tells clients and subscribers that the server closes, which removes no member. Returns when its
   * threads have ended and its ports are free. Idempotent.
   */
  @Override
  public void close() {
    ShutdownHook.forget(this);
    running.close();
    closed.open();
    gone.complete(null);
  }

  @Override
  public String toString() {
    return "server " + urlServer() + " " + urlPubSub() + " " + state() + " " + roster();
  }
}
