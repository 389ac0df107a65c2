package io.rollcall.discovery.agent;

import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.agent.ExplainRequest.Reply;
import io.rollcall.discovery.agent.Transport.ConnectedAgent;
import io.rollcall.discovery.agent.Transport.Started;
import io.rollcall.discovery.thread.Latch;
import io.rollcall.discovery.thread.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** ExplainRequests at several endpoints. Not thread-safe. */
public final class ExplainRequests implements AutoCloseable {
  private record Running(String endpoint, ConnectedAgent agent, CompletableFuture<Reply> reply) {}

  private final Transport transport;
  private final Threads threads;
  private final String name;
  private final long timeout;
  private final List<Running> running = new ArrayList<>();

  /** None yet; each will take so many nanoseconds at most. */
  public ExplainRequests(Transport transport, Threads threads, String name, long timeout) {
    this.transport = transport;
    this.threads = threads;
    this.name = name;
    this.timeout = timeout;
  }

  /**
   * Asks at one more endpoint, at once.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public void ask(String endpoint) {
    Started<ExplainRequest, ? extends ConnectedAgent> started =
        transport.client(endpoint, port -> new ExplainRequest(endpoint, name, timeout, port));
    running.add(new Running(endpoint, started.running(), started.agent().reply()));
  }

  /**
   * Waits until all have ended.
   *
   * @param answered gets each answer, with the endpoint
   * @param unanswered gets each endpoint of which an address has not answered
   * @throws InterruptedException if the calling thread is interrupted
   */
  public void await(BiConsumer<String, Explanation> answered, Consumer<String> unanswered)
      throws InterruptedException {
    for (Running each : running) {
      Reply reply = reply(each);
      reply.answers().forEach(answer -> answered.accept(each.endpoint, answer));
      if (!reply.complete()) {
        unanswered.accept(each.endpoint);
      }
    }
  }

  /** Closes all connections, and waits until they are gone. */
  @Override
  public void close() {
    running.forEach(each -> each.agent.close());
  }

  private Reply reply(Running each) throws InterruptedException {
    boolean unused = Latch.of(each.reply, threads).await(Long.MAX_VALUE);
    return each.reply.join();
  }
}
