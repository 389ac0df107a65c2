package io.rollcall.benchmarks.siege;

import io.rollcall.discovery.agent.ListeningAgent;
import io.rollcall.discovery.survey.Peer;
import java.util.function.LongConsumer;

/** A server that hands everything on to another agent, and notes how late that one is ticked. */
final class TimedAgent implements ListeningAgent {
  private final ListeningAgent timed;
  private final LongConsumer lateness;

  /** Tells {@code lateness} of each tick, in nanoseconds, on the thread that ticks. */
  TimedAgent(ListeningAgent timed, LongConsumer lateness) {
    this.timed = timed;
    this.lateness = lateness;
  }

  @Override
  public void tick(long now) {
    lateness.accept(Math.max(0, now - timed.due()));
    timed.tick(now);
  }

  @Override
  public void start(long now) {
    timed.start(now);
  }

  @Override
  public void heard(Peer from, byte[] frame, long now) {
    timed.heard(from, frame, now);
  }

  @Override
  public void lost(Peer peer, long now) {
    timed.lost(peer, now);
  }

  @Override
  public void reopened(long now) {
    timed.reopened(now);
  }

  @Override
  public void subscribed(byte[] topic, long now) {
    timed.subscribed(topic, now);
  }

  @Override
  public void dropped(String what, long now) {
    timed.dropped(what, now);
  }

  @Override
  public long due() {
    return timed.due();
  }

  @Override
  public void close(long now) {
    timed.close(now);
  }

  @Override
  public boolean isClosed() {
    return timed.isClosed();
  }

  @Override
  public void closed() {
    timed.closed();
  }
}
