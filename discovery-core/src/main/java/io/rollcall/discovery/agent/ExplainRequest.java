package io.rollcall.discovery.agent;

import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.log.Log;
import io.rollcall.discovery.survey.Counter;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.MalformedFrameException;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Explain;
import io.rollcall.discovery.wire.Message.Explained;
import io.rollcall.discovery.wire.Message.Newer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Asks the server behind one endpoint, or behind each address of it, what it knows of a name: until
 * all have answered, or the time is over. It is no client, and says no hello.
 */
final class ExplainRequest implements ConnectingAgent {
  private static final Log log = Log.of(ExplainRequest.class);
  private static final int REQUEST = 1;

  /** A server that is asked too much answers nobody for the rest of a second. */
  private static final long PAUSE = 1_000_000_000L;

  /**
   * What came of it.
   *
   * @param answers those that came, in no order
   * @param complete whether every address has answered
   */
  record Reply(List<Explanation> answers, boolean complete) {}

  private final String name;
  private final long timeout;
  private final ClientPort port;
  private final DropLog drops;
  private final Set<Peer> servers = new LinkedHashSet<>();
  private final Set<Peer> connected = new LinkedHashSet<>();
  private final Map<Peer, Explanation> answers = new LinkedHashMap<>();
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private long endsAt;
  private long asksAt;
  private boolean closed;

  /** Asks at one endpoint, for so many nanoseconds at most. */
  ExplainRequest(String endpoint, String name, long timeout, ClientPort port) {
    this.name = name;
    this.timeout = timeout;
    this.port = port;
    this.drops = new DropLog(log, "explain request at " + endpoint, new Counter());
  }

  /** Done when all have answered, the time is over, or the request is closed. */
  CompletableFuture<Reply> reply() {
    return reply;
  }

  @Override
  public void start(long now) {
    endsAt = now + timeout;
    asksAt = now + PAUSE;
  }

  @Override
  public void added(Peer server, long now) {
    servers.add(server);
  }

  @Override
  public void removed(Peer server, long now) {
    servers.remove(server);
    connected.remove(server);
    endIfComplete();
  }

  @Override
  public void connected(Peer to, long now) {
    connected.add(to);
    ask(to);
  }

  @Override
  public void lost(Peer peer, long now) {
    connected.remove(peer);
  }

  @Override
  public void heard(Peer from, byte[] frame, long now) {
    try {
      Message message = Codec.decode(frame, 0);
      if (message instanceof Explained answer && answer.explanation().name().equals(name)) {
        answers.putIfAbsent(from, answer.explanation());
        endIfComplete();
      } else if (!(message instanceof Newer)) {
        drops.drop("a message that is no answer to an explain request", now);
      }
    } catch (MalformedFrameException unreadable) {
      drops.drop(unreadable.reason(), now);
    }
  }

  @Override
  public void refused(Peer server, Refusal why, long now) {
    connected.remove(server);
    drops.drop("a connection, refused, " + why, now);
  }

  @Override
  public void dropped(String what, long now) {
    drops.drop(what, now);
  }

  @Override
  public void tick(long now) {
    if (now - endsAt >= 0) {
      end();
    } else if (now - asksAt >= 0) {
      asksAt = now + PAUSE;
      connected.forEach(this::ask);
    }
  }

  @Override
  public long due() {
    return reply.isDone() ? Long.MAX_VALUE : Math.min(endsAt, asksAt);
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
    end();
  }

  private void ask(Peer server) {
    if (!answers.containsKey(server)) {
      port.send(server, Codec.encode(new Explain(REQUEST, name)));
    }
  }

  private boolean isComplete() {
    return !servers.isEmpty() && answers.keySet().containsAll(servers);
  }

  private void endIfComplete() {
    if (isComplete()) {
      end();
    }
  }

  private void end() {
    reply.complete(new Reply(List.copyOf(answers.values()), isComplete()));
  }
}
