package io.rollcall.sim;

import java.util.function.LongConsumer;

/**
 * An agent on a host: it is called in virtual time, unless its host is paused or it has crashed.
 */
public interface SimNode {
  /** Where it runs. */
  Host host();

  /** Whether it has not crashed or closed. */
  boolean isAlive();

  /** Runs a command as the agent's owner would, unless {@link #close} came before it. */
  void execute(LongConsumer command);

  /** Says goodbye; the connections end when the agent is done. */
  void close();

  /** Stops without a word. */
  void crash();
}
