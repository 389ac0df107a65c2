package io.rollcall.jeromq;

import io.rollcall.discovery.agent.Agent;
import io.rollcall.discovery.agent.Timed;
import io.rollcall.discovery.agent.Transport.RunningAgent;
import io.rollcall.discovery.thread.Uninterruptibly;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.ZMQ;

/**
 * An agent in a loop, with the sockets that are its ports. {@link #execute} and {@link #close} are
 * thread-safe; everything else is for the loop's thread.
 */
abstract class AgentRunner<G extends Agent> extends Timed implements RunningAgent {
  private static final Logger log = LoggerFactory.getLogger(AgentRunner.class);

  final SocketLoop loop;
  private final List<RegisteredSocket> sockets = new ArrayList<>();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch gone = new CountDownLatch(1);
  private @Nullable G agent;

  /** The close has had its turn, after all commands that were queued before it. */
  private boolean leaving;

  AgentRunner(SocketLoop loop) {
    this.loop = loop;
    loop.add(this);
  }

  /** How long what was sent last may take to leave when the ports close, in milliseconds. */
  int lingerMillis() {
    return 0;
  }

  final RegisteredSocket open(ZMQ.Socket socket, RegisteredSocket.Receiver receiver) {
    RegisteredSocket registered = loop.selector().register(socket, this, receiver);
    sockets.add(registered);
    return registered;
  }

  final void closeSocket(RegisteredSocket registered) {
    sockets.remove(registered);
    loop.selector().forget(registered);
    registered.socket.close();
  }

  /** The sockets have failed: lets go of them. A goodbye can't be said any more. */
  void detach() {
    forget();
    closeSockets();
    if (leaving) {
      shut();
    }
  }

  private void closeSockets() {
    for (RegisteredSocket registered : List.copyOf(sockets)) {
      try {
        registered.socket.setLinger(lingerMillis());
        closeSocket(registered);
      } catch (RuntimeException | Error failed) {
        log.debug("a socket that has failed could not be closed", failed);
      }
    }
  }

  /** Opens new sockets in the place of those that have failed. */
  abstract void reopen(long now);

  /** Hands the ports to the agent that is made for them; after a failure they are closed. */
  final <A extends G> A start(Supplier<A> maker, long now) {
    boolean started = false;
    try {
      A made = maker.get();
      agent = made;
      made.start(now);
      reschedule();
      started = true;
      return made;
    } finally {
      if (!started) {
        shut();
      }
    }
  }

  /** The agent; only what the ports receive asks for it, and they are open only while it runs. */
  final G agent() {
    G running = agent;
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running;
  }

  final boolean isRunning() {
    return agent != null;
  }

  final void tick(long now) {
    agent().tick(now);
    look(now);
    reschedule();
  }

  /** How many connections its sockets read from in turn. */
  abstract int sources();

  /** Does what is due of the ports themselves. */
  void look(long now) {}

  /** When {@link #look} has something to do. */
  long lookDue() {
    return Long.MAX_VALUE;
  }

  /** The agent was called: when it is due may have changed, and it may be done. */
  final void reschedule() {
    G running = agent;
    if (running == null) {
      return;
    }
    if (leaving && running.isClosed()) {
      shut();
    } else {
      loop.timers().schedule(this, Math.min(running.due(), lookDue()));
    }
  }

  /** Closes the ports without a goodbye. */
  final void shut() {
    G running = agent;
    agent = null;
    loop.remove(this);
    try {
      retire();
      forget();
      closeSockets();
      if (running != null) {
        running.closed();
      }
    } finally {
      gone.countDown();
    }
  }

  /** The loop ends: nobody shall wait for what it would have done. */
  final void abandon() {
    try {
      shut();
    } catch (RuntimeException asWell) {
      log.warn("a socket of a loop that ends could not be closed", asWell);
    }
  }

  /** Lets go of what only open ports need. */
  void forget() {}

  /** Lets go of what outlives a failure of the sockets. */
  void retire() {}

  @Override
  public final void execute(LongConsumer command) {
    loop.execute(
        now -> {
          if (isRunning() && !leaving) {
            command.accept(now);
            reschedule();
          }
        });
  }

  @Override
  public final void close() {
    if (closing.compareAndSet(false, true)) {
      loop.execute(
          now -> {
            leaving = true;
            if (isRunning() && !loop.isOpen()) {
              shut();
            } else if (isRunning()) {
              try {
                agent().close(now);
              } finally {
                reschedule();
              }
            }
          });
      awaitGone();
      release();
    } else {
      awaitGone();
    }
  }

  /** The ports are closed: lets go of the loop. */
  abstract void release();

  private void awaitGone() {
    boolean unused =
        Uninterruptibly.await(
            () -> {
              gone.await();
              return true;
            });
  }
}
