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
 * What the gateway publishes: all names, whenever they have changed; and once to those who came
 * late, with the next pulse, or lost a message, as soon as there is room. For the engine's thread,
 * but for the counters.
 */
final class PublishSide implements Pub.Events {
  final AtomicInteger subscribers = new AtomicInteger();
  final AtomicLong publications = new AtomicLong();
  private final Engine engine;
  private final long pulse;

  /** They have what they know from nobody yet. */
  private final Set<Pipe> late = new HashSet<>();

  /** What they know may be wrong; each gets the names as soon as its queue has room. */
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
    // Nobody is told with the next pulse, like all who come late.
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
      // That there is nobody too: who has come back may know some of before.
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
  public void writable(Pipe pipe) {
    Pub open = pub;
    byte[] present = names;
    if (open != null && present != null && lagging.contains(pipe) && open.send(pipe, present)) {
      lagging.remove(pipe);
    }
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
