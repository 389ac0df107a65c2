package io.rollcall.nanomsg.sp;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.net.Engine;
import java.util.Set;

/**
 * The end that publishes. Making and closing one is for any thread; the rest is for the engine's.
 */
public final class Pub extends SpSocket {
  /** What happens to a pub, told on the engine's thread. */
  public interface Events extends PipeEvents {
    /** A sub's queue was full: it has lost what was just published. */
    void lagging(Pipe pipe);
  }

  private static final byte[] NO_HEADER = {};

  private final Events events;
  private final Pipes pipes;

  private Pub(Engine engine, SpOptions options, Events events) {
    this.events = events;
    this.pipes = new Pipes(engine, Protocol.PUB, options, events, this::received);
  }

  /**
   * One that listens. Events may come before this returns.
   *
   * @throws IllegalArgumentException if an endpoint is malformed; the message holds it
   * @throws DiscoveryException if one can't be bound; the message holds it and why
   */
  public static Pub bind(Engine engine, String endpoints, SpOptions options, Events events) {
    Pub pub = new Pub(engine, options, events);
    pub.pipes.bind(endpoints);
    return pub;
  }

  /**
   * One that dials, and dials again. Events may come before this returns.
   *
   * @throws IllegalArgumentException if an endpoint is malformed; the message holds it
   */
  public static Pub connect(Engine engine, String endpoints, SpOptions options, Events events) {
    Pub pub = new Pub(engine, options, events);
    pub.pipes.connect(endpoints);
    return pub;
  }

  /** Sends it to all, encoded once. */
  public void publish(byte[] body) {
    Frame frame = new Frame(NO_HEADER, body);
    for (Pipe pipe : pipes.all()) {
      if (!send(pipe, frame)) {
        Pipes.guarded(() -> events.lagging(pipe));
      }
    }
  }

  /** Sends it to some, encoded once. Those whose queue is full get nothing and stay in the set. */
  public void send(Set<Pipe> some, byte[] body) {
    if (!some.isEmpty()) {
      Frame frame = new Frame(NO_HEADER, body);
      some.removeIf(pipe -> pipe.send(frame));
    }
  }

  /** Sends it to one; whether its queue had room. */
  public boolean send(Pipe one, byte[] body) {
    return one.send(new Frame(NO_HEADER, body));
  }

  @Override
  Pipes pipes() {
    return pipes;
  }

  private boolean send(Pipe pipe, Frame frame) {
    boolean sent = pipe.send(frame);
    if (!sent) {
      pipes.drop(pipe, "its queue is full");
    }
    return sent;
  }

  private void received(Pipe pipe, byte[] payload) {
    pipes.misplaced(pipe, "a sub has nothing to say, and sent " + payload.length + " octets");
  }
}
