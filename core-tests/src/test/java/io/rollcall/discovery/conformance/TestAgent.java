package io.rollcall.discovery.conformance;

import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.agent.ConnectingAgent;
import io.rollcall.discovery.agent.ListeningAgent;
import io.rollcall.discovery.survey.Peer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what its transport tells it, and does nothing by itself. */
final class TestAgent implements ListeningAgent, ConnectingAgent {
  /** What it was told, in order: {@code added 0}, {@code heard hello} … */
  final List<String> told = new CopyOnWriteArrayList<>();

  /** Who said a message, by its text. */
  final Map<String, Peer> from = new ConcurrentHashMap<>();

  /** How often it wants to be ticked after it was closed, before it says that it is done. */
  volatile int ticksToClose;

  /** Whether its next tick fails. */
  volatile boolean failsOnce;

  /** When it wants to be ticked. */
  volatile long dueAt = Long.MAX_VALUE;

  private boolean closing;

  private void tell(String what) {
    told.add(what);
  }

  @Override
  public void start(long now) {
    tell("start");
  }

  @Override
  public void heard(Peer peer, byte[] frame, long now) {
    String text = new String(frame, StandardCharsets.UTF_8);
    from.put(text, peer);
    tell("heard " + text);
  }

  @Override
  public void added(Peer server, long now) {
    tell("added " + server.number());
  }

  @Override
  public void removed(Peer server, long now) {
    tell("removed " + server.number());
  }

  @Override
  public void connected(Peer to, long now) {
    tell("connected " + to.number());
  }

  @Override
  public void lost(Peer peer, long now) {
    tell("lost " + peer.number());
  }

  @Override
  public void refused(Peer server, Refusal why, long now) {
    tell("refused " + server.number() + ", " + why);
  }

  @Override
  public void reopened(long now) {
    tell("reopened");
  }

  @Override
  public void subscribed(byte[] topic, long now) {
    tell("subscribed " + new String(topic, StandardCharsets.UTF_8));
  }

  @Override
  public void dropped(String what, long now) {
    tell("dropped " + what);
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // the loop alone counts down
  public void tick(long now) {
    tell("tick");
    if (failsOnce) {
      failsOnce = false;
      throw new IllegalStateException("a tick fails on purpose");
    }
    dueAt = Long.MAX_VALUE;
    if (closing && ticksToClose > 0) {
      ticksToClose--;
      dueAt = ticksToClose > 0 ? now : Long.MAX_VALUE;
    }
  }

  @Override
  public long due() {
    return dueAt;
  }

  @Override
  public void close(long now) {
    tell("close");
    closing = true;
    dueAt = ticksToClose > 0 ? now : Long.MAX_VALUE;
  }

  @Override
  public boolean isClosed() {
    return closing && ticksToClose == 0;
  }

  @Override
  public void closed() {
    tell("closed");
  }
}
