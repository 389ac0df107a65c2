package io.rollcall.discovery.agent;

import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.agent.Inquiry.Reply;
import io.rollcall.discovery.agent.Transport.ConnectedAgent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Inquiries at several endpoints about one name. Not thread-safe. */
public final class Inquiries implements AutoCloseable {
  private record Running(String endpoint, ConnectedAgent agent, CompletableFuture<Reply> reply) {}

  private final Transport transport;
  private final String name;
  private final long timeout;
  private final List<Running> running = new ArrayList<>();

  /** None yet; each will take so many nanoseconds at most. */
  public Inquiries(Transport transport, String name, long timeout) {
    this.transport = transport;
    this.name = name;
    this.timeout = timeout;
  }

  /**
   * Asks at one more endpoint, at once.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public void ask(String endpoint) {
    CompletableFuture<CompletableFuture<Reply>> made = new CompletableFuture<>();
    ConnectedAgent agent =
        transport.client(
            endpoint,
            port -> {
              Inquiry inquiry = new Inquiry(endpoint, name, timeout, port);
              made.complete(inquiry.reply());
              return inquiry;
            });
    running.add(new Running(endpoint, agent, made.join()));
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

  private static Reply reply(Running each) throws InterruptedException {
    try {
      return each.reply.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
