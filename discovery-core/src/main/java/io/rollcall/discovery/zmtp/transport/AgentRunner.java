package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.agent.Agent;
import io.rollcall.discovery.agent.Transport.RunningAgent;
import io.rollcall.discovery.net.Alarm;
import io.rollcall.discovery.net.Engine;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs an agent on an engine: ticks it when it is due, hands it commands, closes it. {@link
 * #execute} and {@link #close} are thread-safe; everything else is for the engine's thread.
 */
abstract class AgentRunner implements RunningAgent {
  /** How long what was sent last may take to leave when the ports close. */
  static final long LINGER = 200_000_000L;

  /** Until a tick that failed is tried again. */
  private static final long TICK_PAUSE = 1_000_000_000L;

  final Engine engine;
  private final Alarm due;
  private final Alarm linger;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CountDownLatch gone = new CountDownLatch(1);
  private @Nullable Agent agent;
  private long dueAt = Long.MAX_VALUE;
  private boolean awaitsRead;
  private boolean closing;

  /** How many calls of the agent are under way, one inside another. */
  private int calls;

  AgentRunner(Engine engine) {
    this.engine = engine;
    this.due = new Alarm(engine, this::due);
    this.linger = new Alarm(engine, this::cutPorts);
  }

  /** Hands the ports to the agent that is made for them. */
  final void start(Supplier<? extends Agent> maker) {
    Agent made = maker.get();
    agent = made;
    made.start(engine.now());
    called();
  }

  final boolean isRunning() {
    return agent != null;
  }

  /** Lets the agent do something, unless it has ended. */
  final void agent(AgentCall call) {
    Agent running = agent;
    if (running == null) {
      return;
    }
    calls++;
    try {
      call.on(running, engine.now());
    } finally {
      calls--;
    }
    // What it sends may be dropped, which it is told while it sends.
    if (calls == 0) {
      called();
    }
  }

  /** Something that an agent does, at a time. */
  interface AgentCall {
    void on(Agent agent, long now);
  }

  /** Something came that is no frame at all. */
  final void dropped(String what) {
    agent((running, now) -> running.dropped(what, now));
  }

  /** The agent was called: when it is due may have changed, and it may be done. */
  private void called() {
    Agent running = agent;
    if (running == null) {
      return;
    }
    if (closing && running.isClosed()) {
      agent = null;
      due.cancel();
      running.closed();
      linger.set(engine.now() + LINGER);
      closePorts();
      portClosed();
    } else if (running.due() != dueAt) {
      dueAt = running.due();
      due.set(dueAt == Long.MAX_VALUE ? Optional.empty() : Optional.of(dueAt));
    }
  }

  /** It is time for a tick, once everything has been read that had come by now. */
  private void due() {
    if (!awaitsRead) {
      awaitsRead = true;
      engine.whenRead(this::tick);
    }
  }

  /** One that fails is tried again after a pause. */
  private void tick() {
    awaitsRead = false;
    dueAt = engine.now() + TICK_PAUSE;
    due.set(dueAt);
    agent(Agent::tick);
  }

  /** Closes the ports; what waits in them may leave. Not to be called again. */
  abstract void closePorts();

  /** Closes what is still open, at once. */
  abstract void cutPorts();

  /** Whether all that was open is closed. */
  abstract boolean areClosed();

  /** A port was closed: perhaps it was the last. */
  final void portClosed() {
    if (closing && agent == null && areClosed()) {
      linger.cancel();
      gone.countDown();
    }
  }

  @Override
  public final void execute(LongConsumer command) {
    engine.execute(
        () -> {
          if (!closing) {
            agent((running, now) -> command.accept(now));
          }
        });
  }

  @Override
  public final void close() {
    if (closed.compareAndSet(false, true)) {
      engine.execute(
          () -> {
            closing = true;
            agent(Agent::close);
          });
      awaitGone();
      engine.release();
    } else {
      awaitGone();
    }
  }

  /** An interrupt doesn't end it; the flag stands afterwards. */
  private void awaitGone() {
    boolean interrupted = false;
    while (true) {
      try {
        gone.await();
        break;
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
