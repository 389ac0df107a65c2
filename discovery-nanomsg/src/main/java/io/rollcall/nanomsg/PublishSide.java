package io.rollcall.nanomsg;

import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.Timer;
import io.rollcall.nanomsg.sp.Pipe;
import io.rollcall.nanomsg.sp.Pub;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway publishes: all names, whenever they have changed; and once, with the next pulse,
 * to those who came late or lost a message. For the engine's thread, but for the counters.
 */
final class PublishSide implements Pub.Events {
  final AtomicInteger subscribers = new AtomicInteger();
  final AtomicLong publications = new AtomicLong();
  private final Engine engine;
  private final long pulse;

  /** They have what they know from nobody yet. */
  private final Set<Pipe> late = new HashSet<>();

  /** What they know may be wrong. */
  private final Set<Pipe> lagging = new HashSet<>();

  private @Nullable Pub pub;
  private @Nullable Timer next;
  private byte @Nullable [] names;

  /** {@code pulse} is in nanoseconds. */
  PublishSide(Engine engine, long pulse) {
    this.engine = engine;
    this.pulse = pulse;
  }

  /** Everything is there: begins. */
  void start(Pub pub) {
    this.pub = pub;
    next = engine.after(pulse, this::pulse);
  }

  void stop() {
    pub = null;
    if (next != null) {
      next.cancel();
    }
  }

  /** These are present now, sorted. */
  void publish(List<String> present) {
    boolean first = names == null;
    names = Names.joined(present);
    // Nothing and nobody look the same to who has heard nothing.
    if (pub != null && !(first && present.isEmpty())) {
      late.clear();
      lagging.clear();
      publications.incrementAndGet();
      pub.publish(names);
    }
  }

  private void pulse() {
    next = engine.after(pulse, this::pulse);
    Pub open = pub;
    byte[] present = names;
    if (open != null && present != null) {
      if (present.length == 0) {
        late.clear();
      }
      open.send(late, present);
      open.send(lagging, present);
    }
  }

  @Override
  public void connected(Pipe pipe) {
    subscribers.incrementAndGet();
    late.add(pipe);
  }

  @Override
  public void lagging(Pipe pipe) {
    lagging.add(pipe);
  }

  @Override
  public void lost(Pipe pipe, String why) {
    subscribers.decrementAndGet();
    late.remove(pipe);
    lagging.remove(pipe);
  }

  /** It is counted and logged already. */
  @Override
  public void dropped(String what) {}
}
