package io.rollcall.jeromq;

import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.agent.ConnectingAgent;
import io.rollcall.discovery.agent.ListeningAgent;
import io.rollcall.discovery.survey.Peer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An agent that only notes what its transport tells it of connections; others do more. */
class RecordingAgent implements ListeningAgent, ConnectingAgent {
  /** What it was told, in order: {@code added 0}, {@code connected 0} … */
  final List<String> told = new CopyOnWriteArrayList<>();

  private boolean closed;

  @Override
  public void start(long now) {
    told.add("start");
  }

  @Override
  public void added(Peer server, long now) {
    told.add("added " + server.number());
  }

  @Override
  public void removed(Peer server, long now) {
    told.add("removed " + server.number());
  }

  @Override
  public void connected(Peer to, long now) {
    told.add("connected " + to.number());
  }

  @Override
  public void lost(Peer peer, long now) {
    told.add("lost " + peer.number());
  }

  @Override
  public void reopened(long now) {
    told.add("reopened");
  }

  @Override
  public void refused(Peer server, Refusal why, long now) {
    told.add("refused " + server.number());
  }

  @Override
  public void subscribed(byte[] topic, long now) {
    told.add("subscribed");
  }

  @Override
  public void heard(Peer from, byte[] frame, long now) {}

  @Override
  public void dropped(String what, long now) {}

  @Override
  public void tick(long now) {}

  @Override
  public long due() {
    return Long.MAX_VALUE;
  }

  @Override
  public void close(long now) {
    closed = true;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void closed() {
    told.add("closed");
  }
}
