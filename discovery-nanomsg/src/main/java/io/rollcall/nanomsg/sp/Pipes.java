package io.rollcall.nanomsg.sp;

import io.rollcall.discovery.log.RareLog;
import io.rollcall.discovery.net.Backoff;
import io.rollcall.discovery.net.Connection;
import io.rollcall.discovery.net.Dialer;
import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.Listener;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pipes of one socket, and the listeners and dialers that they come from. */
final class Pipes {
  private static final Logger log = LoggerFactory.getLogger(Pipes.class);

  /** How long a last message may take to leave. */
  private static final long LINGER = 200_000_000L;

  private final Engine engine;
  private final Protocol protocol;
  private final SpOptions options;
  private final PipeEvents events;
  private final BiConsumer<Pipe, byte[]> receiver;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final List<Dialer> dialers = new ArrayList<>();
  private final Set<Pipe> pipes = new LinkedHashSet<>();
  private final RareLog rare = new RareLog(log);
  private final AtomicLong violations = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private long numbers;
  private boolean closing;

  Pipes(
      Engine engine,
      Protocol protocol,
      SpOptions options,
      PipeEvents events,
      BiConsumer<Pipe, byte[]> receiver) {
    this.engine = engine;
    this.protocol = protocol;
    this.options = options;
    this.events = events;
    this.receiver = receiver;
  }

  /** Any thread. */
  Pipes bind(String endpoints) {
    try {
      for (Endpoint each : Endpoint.toBind(endpoints)) {
        boolean ipc = each.isIpc();
        listeners.add(engine.listen(each, () -> new PipeWire(this, ipc, null), options.limits()));
      }
    } catch (RuntimeException failed) {
      close();
      throw failed;
    }
    return this;
  }

  /** Any thread. */
  Pipes connect(String endpoints) {
    List<Endpoint> all = Endpoint.toConnect(endpoints);
    return engine.call(
        () -> {
          all.forEach(this::dial);
          return this;
        });
  }

  private void dial(Endpoint to) {
    Outgoing outgoing = new Outgoing();
    Backoff backoff =
        new Backoff(
            options.reconnectLeast(), options.reconnectMost(), RandomGenerator.getDefault());
    dialers.add(
        engine.dial(to, () -> new PipeWire(this, to.isIpc(), outgoing), options.limits(), backoff));
  }

  /** As bound, any thread. */
  String endpoints() {
    return listeners.stream()
        .map(each -> each.endpoint().toString())
        .collect(Collectors.joining(","));
  }

  /** Any thread. */
  Counts counts() {
    long refused = listeners.stream().mapToLong(each -> each.refused() + each.cut()).sum();
    return new Counts(refused, violations.get(), dropped.get());
  }

  Protocol protocol() {
    return protocol;
  }

  int maxMessage() {
    return options.maxMessage();
  }

  Set<Pipe> all() {
    return pipes;
  }

  Pipe connected(Connection connection, Generation generation, boolean ipc) {
    Pipe pipe = new Pipe(connection, ++numbers, generation, ipc);
    pipes.add(pipe);
    if (!closing) {
      events.connected(pipe);
    }
    return pipe;
  }

  void received(Pipe pipe, byte[] payload) {
    if (!closing) {
      receiver.accept(pipe, payload);
    }
  }

  void writable(Pipe pipe) {
    if (!closing) {
      events.writable(pipe);
    }
  }

  void lost(Pipe pipe, String why) {
    pipes.remove(pipe);
    if (!closing) {
      events.lost(pipe, why);
    } else if (pipes.isEmpty()) {
      ended.complete(null);
    }
  }

  /** A peer broke the rules, and is closed. */
  void violated(Connection connection, String how) {
    violations.incrementAndGet();
    String what = protocol + ": " + connection.address() + " is closed: " + how;
    rare.warn(what, engine.now());
    if (!closing) {
      guarded(() -> events.dropped(what));
    }
  }

  /** A message of a pipe is dropped, which it had no reason to send; of too many it is closed. */
  void misplaced(Pipe pipe, String why) {
    drop(pipe, why);
    if (pipe.misplace()) {
      String enough = Pipe.MOST_MISPLACED + " messages out of place";
      violated(pipe.connection(), enough);
      pipe.close(enough);
    }
  }

  /** A message of a pipe, or to it, is dropped. */
  void drop(Pipe pipe, String why) {
    dropped.incrementAndGet();
    String what = protocol + ": " + pipe + ": " + why;
    if (pipe.complain()) {
      rare.warn(what, engine.now());
    }
    if (!closing) {
      guarded(() -> events.dropped(what));
    }
  }

  /** What a callback throws on the way of one pipe is no reason to pass over the next. */
  @SuppressWarnings("CatchThrowable")
  static void guarded(Runnable callback) {
    try {
      callback.run();
    } catch (Throwable thrown) {
      log.error("a callback failed", thrown);
    }
  }

  /** Any thread; waits, but on the engine's thread. */
  void close() {
    try {
      engine.call(
          () -> {
            shutDown();
            return this;
          });
    } catch (RejectedExecutionException engineEnded) {
      return;
    }
    if (!engine.onThread()) {
      ended.join();
    }
  }

  private void shutDown() {
    if (closing) {
      return;
    }
    closing = true;
    dialers.forEach(Dialer::stop);
    listeners.forEach(Listener::stop);
    if (pipes.isEmpty()) {
      ended.complete(null);
    }
    pipes.forEach(pipe -> pipe.finish(LINGER, "the socket closes"));
  }
}
