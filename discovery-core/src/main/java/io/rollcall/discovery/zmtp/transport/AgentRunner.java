package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.agent.Agent;
import io.rollcall.discovery.agent.Transport.RunningAgent;
import io.rollcall.discovery.net.Alarm;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.thread.Latch;
import io.rollcall.discovery.zmtp.Heartbeat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs an agent on an engine: calls its tick when due, executes commands, closes it. {@link
 * #execute} and {@link #close} are thread-safe; everything else is for the engine's thread.
 */
public abstract class AgentRunner<G extends Agent> implements RunningAgent {
  /** How long the last messages may take to be sent when the ports close, in nanoseconds. */
  static final long LINGER = 200_000_000L;

  /** Pause before a failed tick is tried again, in nanoseconds. */
  private static final long TICK_PAUSE = 1_000_000_000L;

  final Engine engine;
  private final Alarm due;
  private final Alarm linger;
  private final Alarm beat;

  /** The established connections. */
  private final Set<ZmtpWire> open = new LinkedHashSet<>();

  private final AtomicBoolean closed = new AtomicBoolean();
  private final Latch gone;
  private @Nullable Runnable whenGone;
  private @Nullable G agent;
  private long dueAt = Long.MAX_VALUE;
  private boolean awaitsRead;
  private boolean closing;

  /** How many calls of the agent are under way, one inside another. */
  private int calls;

  AgentRunner(Engine engine) {
    this.engine = engine;
    this.gone = new Latch(engine.threads());
    this.due = new Alarm(engine, this::due);
    this.linger = new Alarm(engine, this::cutPorts);
    this.beat = new Alarm(engine, () -> engine.whenRead(() -> beat(engine.now())));
  }

  /** Hands the ports to the agent that was made for them. */
  final void start(G made) {
    agent = made;
    made.start(engine.now());
    called();
  }

  final boolean isRunning() {
    return agent != null;
  }

  /** Calls the agent, unless it has ended. */
  final void agent(AgentCall<G> call) {
    G running = agent;
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

  /** A call of the agent at a time. */
  interface AgentCall<G> {
    void on(G agent, long now);
  }

  /** Counts and logs dropped input that is not a frame. */
  final void dropped(String what) {
    agent((running, now) -> running.dropped(what, now));
  }

  /** The agent was called: when it is due may have changed, and it may be done. */
  private void called() {
    G running = agent;
    if (running == null) {
      return;
    }
    if (closing && running.isClosed()) {
      agent = null;
      due.cancel();
      running.closed();
      linger.set(engine.now() + LINGER);
      finishConnections();
      closePorts();
      portClosed();
    } else if (running.due() != dueAt) {
      dueAt = running.due();
      if (dueAt == Long.MAX_VALUE) {
        due.cancel();
      } else {
        due.set(dueAt);
      }
    }
  }

  /** A tick is due; it runs after everything that had arrived has been read. */
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

  /** The connections that stand; it changes when one of them is closed. */
  final Set<ZmtpWire> open() {
    return open;
  }

  /** A connection stands. */
  final void opened(ZmtpWire wire) {
    if (open.isEmpty()) {
      beat.set(engine.now() + Heartbeat.PAUSE);
    }
    open.add(wire);
  }

  /** A connection is closed; returns whether it had stood. */
  final boolean closed(ZmtpWire wire) {
    boolean stood = open.remove(wire);
    if (open.isEmpty()) {
      beat.cancel();
    }
    return stood;
  }

  /** Checks silent connections. */
  final void beat(long now) {
    if (!open.isEmpty()) {
      beat.set(now + Heartbeat.PAUSE);
      open.forEach(each -> each.beat(now));
    }
  }

  /** Opens no more connections. Not to be called again. */
  abstract void closePorts();

  /** Lets queued messages be sent before the connections close. */
  private void finishConnections() {
    List.copyOf(open).forEach(each -> each.connection().finish(LINGER, "it is closed"));
  }

  private void cutPorts() {
    List.copyOf(open).forEach(each -> each.connection().close("it is closed"));
  }

  /** A port was closed: perhaps it was the last. */
  final void portClosed() {
    if (closing && agent == null && open.isEmpty()) {
      linger.cancel();
      gone.open();
      if (whenGone != null) {
        whenGone.run();
      }
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
      beginToClose(null);
      gone.awaitUninterruptibly();
      engine.release();
    } else {
      gone.awaitUninterruptibly();
    }
  }

  /**
   * Does what {@link #close} does, but does not wait and does not release the engine. Nothing
   * happens if it is closed already. Thread-safe.
   *
   * @param then runs on the engine's thread, once the ports are gone
   */
  public final void end(Runnable then) {
    if (closed.compareAndSet(false, true)) {
      beginToClose(then);
    }
  }

  /**
   * Ends as if the process were killed: the agent is no longer called, and resources are released.
   * The engine is not released. For the engine's thread only.
   */
  public final void abandon() {
    if (agent != null) {
      agent = null;
      due.cancel();
      closePorts();
      gone.open();
    }
  }

  private void beginToClose(@Nullable Runnable then) {
    engine.execute(
        () -> {
          whenGone = then;
          closing = true;
          agent(Agent::close);
        });
  }
}
