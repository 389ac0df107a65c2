package io.rollcall.discovery;

import io.rollcall.discovery.agent.ServerAgent;
import io.rollcall.discovery.agent.ServerCounts;
import io.rollcall.discovery.agent.Transport.BoundAgent;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.feed.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * Calls the roll: asks every client whether it is there and publishes who came, left and changed.
 * Thread-safe.
 *
 * <p>A server may be restarted at any time: clients come back by themselves, and subscribers see no
 * event.
 */
public final class Server extends MembershipView implements Metered, AutoCloseable {
  private final CompletableFuture<ServerAgent> agent = new CompletableFuture<>();
  private final BoundAgent running;
  private final List<Metric> metrics;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Ends the wait of those whose question the loop does not take any more. */
  private final CompletableFuture<?> gone = new CompletableFuture<>();

  private Server(String urlServer, String urlPubSub, Options options, LiveMembership membership) {
    super(membership);
    ServerCounts counts = new ServerCounts();
    this.metrics = counts.metrics(membership);
    this.running =
        Transports.of(options)
            .server(
                urlServer,
                urlPubSub,
                port -> {
                  ServerAgent made =
                      new ServerAgent(
                          "server " + urlServer,
                          Incarnation::ofNow,
                          options,
                          membership,
                          port,
                          counts);
                  agent.complete(made);
                  return made;
                });
  }

  /**
   * Starts a server with {@link Options#defaults()}.
   *
   * <p>Its threads are daemons: a {@code main} whose last line is this ends at once, and the server
   * with it. {@link #await} keeps the JVM alive until the server is closed.
   *
   * @param urlServer where clients connect to: one endpoint {@code tcp://HOST:PORT} or several
   *     joined by commas; the host may be {@code *}, the port 0 or {@code *} for a free one
   * @param urlPubSub where subscribers connect to, in the same form
   * @throws IllegalArgumentException if an endpoint is malformed
   * @throws DiscoveryException if one can't be bound; nothing is left behind
   */
  public static Server start(String urlServer, String urlPubSub) {
    return start(urlServer, urlPubSub, Options.defaults());
  }

  /**
   * Starts a server.
   *
   * @param urlServer where clients connect to, as above
   * @param urlPubSub where subscribers connect to, as above
   * @param options its pace and its bounds
   * @throws IllegalArgumentException if an endpoint is malformed, or {@code settleTime} is shorter
   *     than {@code lossGrace}
   * @throws DiscoveryException if one can't be bound; nothing is left behind
   */
  public static Server start(String urlServer, String urlPubSub, Options options) {
    return ShutdownHook.closes(
        new Server(urlServer, urlPubSub, options.sound(), LiveMembership.onLoop(options)), options);
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
   * Tells what the server knows of a name: who bears it or bore it within the last hour, when each
   * was last heard, which rounds it missed, which connections it had, when and why it left. Waits
   * for the loop's next turn, never for the network; {@link Explanations#ask} asks from elsewhere.
   *
   * @param name of a member, present or gone
   * @return without accounts if the name is not known
   * @throws IllegalArgumentException if the name is against the rules
   * @throws IllegalStateException if the server is closed
   */
  public Explanation explain(String name) {
    MemberRules.name(name);
    CompletableFuture<Explanation> answer = new CompletableFuture<>();
    running.execute(
        now -> answer.completeAsync(() -> agent.join().explain(name, now), Runnable::run));
    CompletableFuture.anyOf(answer, gone).join();
    if (!answer.isDone()) {
      throw new IllegalStateException("server " + urlServer() + " is closed");
    }
    return answer.join();
  }

  /**
   * Surveys respondents of another protocol too, from now on: who answers is a member like any
   * other, in the same rounds and under the same rules. Whoever brings them may be several.
   *
   * @param respondents how to ask them; called on the server's thread
   * @return where their answers go; its close lets all of them go
   */
  public Responses survey(Respondents respondents) {
    return agent.join().survey(respondents, running::execute);
  }

  /**
   * Waits until the server is closed.
   *
   * @throws InterruptedException if the calling thread is interrupted
   */
  public void await() throws InterruptedException {
    closed.await();
  }

  /**
   * Waits until the server is closed, for this time at most.
   *
   * @return whether it is closed
   * @throws InterruptedException if the calling thread is interrupted
   */
  public boolean await(Duration timeout) throws InterruptedException {
    return Waiting.until(closed, timeout);
  }

  @Override
  public List<Metric> metrics() {
    return metrics;
  }

  @Override
  public boolean isClosed() {
    return closed.getCount() == 0;
  }

  /**
   * Says that the server goes away, and nothing of its members; then waits until its threads are
   * gone and its ports free. Idempotent.
   */
  @Override
  public void close() {
    ShutdownHook.forget(this);
    running.close();
    closed.countDown();
    gone.complete(null);
  }

  @Override
  public String toString() {
    return "server " + urlServer() + " " + urlPubSub() + " " + state() + " " + roster();
  }
}
