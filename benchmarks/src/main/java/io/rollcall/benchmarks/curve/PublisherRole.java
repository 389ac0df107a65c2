package io.rollcall.benchmarks.curve;

import io.rollcall.benchmarks.thin.Room;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.ListeningAgent;
import io.rollcall.discovery.agent.Transport.BoundAgent;
import io.rollcall.discovery.agent.Transport.ServerPort;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** A process that publishes when it is told to, and says nothing else. */
public final class PublisherRole implements ListeningAgent {
  private static final String ANY = "tcp://127.0.0.1:0";
  private boolean closing;

  private PublisherRole() {}

  /**
   * Says where it is; on {@code publish OCTETS} publishes once, and says when it began and how long
   * its thread was busy with nothing else; on {@code cpu} the CPU time of the process so far. All
   * in nanoseconds.
   *
   * @param args a {@link Way}, and the folder with the keys
   */
  public static void main(String... args) throws IOException {
    Options options = Way.valueOf(args[0]).options(Path.of(args[1])).withLimits(Room.forACrowd());
    AtomicReference<ServerPort> port = new AtomicReference<>();
    try (BoundAgent server =
        Way.transport(options)
            .server(
                ANY,
                ANY,
                bound -> {
                  port.set(bound);
                  return new PublisherRole();
                })
            .running()) {
      Orders.say("hub", server.urlPubSub());
      for (Line order = Orders.next(); order != null; order = Orders.next()) {
        if (order.word().equals("cpu")) {
          Orders.say("cpu", ServerRole.cpu());
        } else {
          publish(
              server,
              Objects.requireNonNull(port.get()),
              new byte[Math.toIntExact(order.number(1))]);
        }
      }
    }
    System.exit(0);
  }

  private static void publish(BoundAgent server, ServerPort port, byte[] frame) {
    CompletableFuture<Long> took = new CompletableFuture<>();
    long began = System.nanoTime();
    server.execute(
        now -> {
          long since = System.nanoTime();
          port.publish(frame);
          took.complete(System.nanoTime() - since);
        });
    Orders.say("published", began, took.join());
  }

  @Override
  public void start(long now) {}

  @Override
  public void heard(Peer from, byte[] frame, long now) {}

  @Override
  public void lost(Peer peer, long now) {}

  @Override
  public void reopened(long now) {}

  @Override
  public void subscribed(byte[] topic, long now) {}

  @Override
  public void dropped(String what, long now) {
    // Who comes too early is turned away, and comes again.
  }

  @Override
  public void tick(long now) {}

  @Override
  public long due() {
    return Long.MAX_VALUE;
  }

  @Override
  public void close(long now) {
    closing = true;
  }

  @Override
  public boolean isClosed() {
    return closing;
  }

  @Override
  public void closed() {}
}
