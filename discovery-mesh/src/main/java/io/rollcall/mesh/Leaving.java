package io.rollcall.mesh;

import io.rollcall.discovery.ClientWithSub;
import io.rollcall.discovery.Status;
import io.rollcall.discovery.agent.Environment;
import io.rollcall.discovery.thread.Monitor;
import io.rollcall.discovery.thread.Timeouts;
import io.rollcall.mesh.link.Port;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How a node ends: in order, or at once. Thread-safe. */
final class Leaving {
  private static final Duration LOOK = Duration.ofMillis(10);

  private final Port port;
  private final OwnNode own;
  private final @Nullable ClientWithSub joined;
  private final Monitor waiting;
  private volatile BooleanSupplier ready = () -> true;

  /** With the client that the node has started for itself, if it has. */
  Leaving(MeshOptions options, Port port, OwnNode own, @Nullable ClientWithSub joined) {
    this.port = port;
    this.own = own;
    this.joined = joined;
    this.waiting = new Monitor(Environment.of(options.discovery()).threads());
  }

  void onDrain(BooleanSupplier isReady) {
    ready = Objects.requireNonNull(isReady, "isReady");
  }

  /** Takes no more, and waits until all is done; returns whether it was in time. */
  boolean drain(Duration most) throws InterruptedException {
    if (!own.isGuest()) {
      own.update(self -> self.withStatus(Status.OFFLINE));
    }
    port.station().drain();
    long end = port.deadline(Timeouts.nanos(most));
    while (!(port.station().isIdle() && ready.getAsBoolean())) {
      long left = end - port.deadline(0);
      if (left <= 0) {
        return false;
      }
      boolean unused = waiting.await(Math.min(left, LOOK.toNanos()), () -> false, () -> false);
    }
    return true;
  }

  void close() {
    own.end();
    ClientWithSub client = joined;
    if (client != null) {
      client.close();
    } else if (!own.isGuest() && port.isOpen()) {
      own.update(port::withdrawnFrom);
    }
    port.close();
  }
}
