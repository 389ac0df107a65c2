package io.rollcall.nanomsg.sp;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.net.Engine;

/**
 * The end that receives all that is published; SP leaves it to this end to choose. Making and
 * closing one is for any thread.
 */
public final class Sub extends SpSocket {
  /** What happens to a sub, told on the engine's thread. */
  public interface Events extends PipeEvents {
    /** A pub has published. */
    void received(Pipe pipe, byte[] body);
  }

  private final Pipes pipes;

  private Sub(Engine engine, SpOptions options, Events events) {
    this.pipes = new Pipes(engine, Protocol.SUB, options, events, events::received);
  }

  /**
   * One that listens. Events may come before this returns.
   *
   * @throws IllegalArgumentException if an endpoint is malformed; the message holds it
   * @throws DiscoveryException if one can't be bound; the message holds it and why
   */
  public static Sub bind(Engine engine, String endpoints, SpOptions options, Events events) {
    Sub sub = new Sub(engine, options, events);
    sub.pipes.bind(endpoints);
    return sub;
  }

  /**
   * One that dials, and dials again. Events may come before this returns.
   *
   * @throws IllegalArgumentException if an endpoint is malformed; the message holds it
   */
  public static Sub connect(Engine engine, String endpoints, SpOptions options, Events events) {
    Sub sub = new Sub(engine, options, events);
    sub.pipes.connect(endpoints);
    return sub;
  }

  @Override
  Pipes pipes() {
    return pipes;
  }
}
