package io.rollcall.discovery.agent;

import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.Refusal.Reason;
import io.rollcall.discovery.agent.Transport.ServerPort;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.log.Log;
import io.rollcall.discovery.spi.Respondents;
import io.rollcall.discovery.spi.Responses;
import io.rollcall.discovery.survey.Action;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.survey.Replica;
import io.rollcall.discovery.survey.ServerSettings;
import io.rollcall.discovery.survey.ServerSink;
import io.rollcall.discovery.survey.SubscriberSink;
import io.rollcall.discovery.survey.Surveyor;
import io.rollcall.discovery.survey.TokenBucket;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.MalformedFrameException;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Explain;
import io.rollcall.discovery.wire.Message.Explained;
import io.rollcall.discovery.wire.Message.FromClient;
import io.rollcall.discovery.wire.Message.Newer;
import io.rollcall.discovery.wire.Message.Snapshot;
import io.rollcall.discovery.wire.Message.UnacceptableHello;
import io.rollcall.discovery.wire.Topic;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * A server: a surveyor on its two ports. What it publishes it also reads itself, through a replica
 * like any subscriber's, and that is its own view of the roster.
 */
public final class ServerAgent implements ListeningAgent {
  private static final Log log = Log.of(ServerAgent.class);
  private static final Peer MYSELF = new Peer(0);
  private static final UUID MY_ID = new UUID(0, 0);

  /** So many explanations a second go out, whoever asks: they cost more than an answer. */
  private static final int EXPLANATIONS = 100;

  private final String name;
  private final ServerSettings settings;
  private final ServerPort port;
  private final LiveMembership membership;
  private final ServerCounts counts;
  private final DropLog drops;
  private final IdentityHashMap<Snapshot, byte[]> encoded = new IdentityHashMap<>();
  private final TokenBucket explanations = new TokenBucket(EXPLANATIONS, EXPLANATIONS, 0);
  private final Surveyor surveyor;
  private final BridgedRespondents bridged;
  private final ReadBarrier readBarrier;
  private final ServerSink surveying = new Surveying();
  private final SubscriberSink following = new Following();
  private final Replica replica;
  private boolean closed;

  /**
   * A server; {@code name} stands in the log, {@code incarnations} gives the first and one for each
   * time that it starts over.
   */
  public ServerAgent(
      String name,
      Supplier<Incarnation> incarnations,
      Options options,
      LiveMembership membership,
      ServerPort port) {
    this(name, incarnations, options, membership, port, new ServerCounts());
  }

  /** The same, which adds to {@code counts}. */
  public ServerAgent(
      String name,
      Supplier<Incarnation> incarnations,
      Options options,
      LiveMembership membership,
      ServerPort port,
      ServerCounts counts) {
    this.name = name;
    this.settings = ServerSettings.of(options);
    this.port = port;
    this.membership = membership;
    this.counts = counts;
    this.drops = new DropLog(log, name, counts.drops());
    this.surveyor = new Surveyor(incarnations, settings, counts.survey());
    this.replica = new Replica(MY_ID, settings.cluster());
    this.readBarrier = new ReadBarrier(settings.beat() / 2);
    this.bridged = new BridgedRespondents(settings.cluster(), incarnations, bridgedSurveyor());
  }

  private BridgedRespondents.Surveyor bridgedSurveyor() {
    return new BridgedRespondents.Surveyor() {
      @Override
      public void heard(Peer peer, FromClient message, long now) {
        perform(surveyor.heard(peer, message, now), now);
      }

      @Override
      public void lost(Peer peer, long now) {
        ServerAgent.this.lost(peer, now);
      }
    };
  }

  /**
   * Surveys respondents of another protocol too; {@code loop} runs a command where the agent is.
   */
  public Responses survey(Respondents respondents, Consumer<LongConsumer> loop) {
    return bridged.add(respondents, loop);
  }

  @Override
  public void start(long now) {
    replica.start(now);
    List<Action.OfServer> first = surveyor.start(now);
    follow(replica.added(MYSELF, now), now);
    perform(first, now);
    follow(replica.tick(now), now);
  }

  /**
   * Begins anew as another incarnation, which settles again. Its own view is that of a subscriber:
   * the roster stays meanwhile.
   */
  @Override
  public void reopened(long now) {
    List<Action.OfServer> first = surveyor.reopened(now);
    follow(replica.connected(MYSELF, now), now);
    perform(first, now);
    follow(replica.tick(now), now);
  }

  @Override
  public void heard(Peer from, byte[] frame, long now) {
    try {
      Message message = Codec.decode(frame, 0);
      if (message instanceof FromClient said) {
        perform(surveyor.heard(from, withinSize(said, frame.length), now), now);
      } else if (message instanceof Explain asked) {
        explain(from, asked, now);
      } else if (!(message instanceof Newer)) {
        drops.drop("a message that only servers send", now);
      }
    } catch (MalformedFrameException unreadable) {
      drops.drop(unreadable.reason(), now);
    }
  }

  /** Whoever says hello at too great a length shall learn it; nothing else is ever so long. */
  private FromClient withinSize(FromClient said, int octets) {
    int most = settings.limits().messageSize();
    return octets <= most
        ? said
        : new UnacceptableHello(
            said.client(),
            new Refusal(
                Reason.LIMIT, "a message of %d octets, more than %d".formatted(octets, most)));
  }

  @Override
  public void lost(Peer peer, long now) {
    perform(surveyor.lost(peer, now), now);
  }

  @Override
  public void subscribed(byte[] topic, long now) {
    try {
      Topic asked = Topic.of(topic);
      if (asked.isSnapshot()) {
        counts.snapshots().increment();
        perform(surveyor.asked(asked, now), now);
      }
    } catch (MalformedFrameException unreadable) {
      drops.drop(unreadable.reason(), now);
    }
  }

  @Override
  public void dropped(String what, long now) {
    drops.drop(what, now);
  }

  @Override
  public void tick(long now) {
    counts.subscribers().set(port.subscribers());
    surveyor.publishingTakes(port.publishing());
    if (mayTick(now)) {
      perform(surveyor.tick(now), now);
    }
    follow(replica.tick(now), now);
  }

  /** Whether nobody's absence would be counted, or all have told what they have heard. */
  private boolean mayTick(long now) {
    if (bridged.bridges().isEmpty() || !surveyor.mayMiss(now)) {
      readBarrier.forget();
      return true;
    }
    ReadBarrier.Verdict verdict = readBarrier.look(bridged.bridges(), now);
    if (verdict == ReadBarrier.Verdict.LATE) {
      surveyor.excuse(Peer::isBridged, now);
    }
    return verdict != ReadBarrier.Verdict.WAIT;
  }

  @Override
  public long due() {
    return Math.min(readBarrier.due(surveyor.due()), replica.due());
  }

  @Override
  public void close(long now) {
    // Set first: who closes waits for it, whatever else fails.
    closed = true;
    membership.conclude();
    perform(surveyor.close(now), now);
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void closed() {
    membership.end();
  }

  /** What this server knows of a name; to be called where the agent is. */
  public Explanation explain(String who, long now) {
    return surveyor.explain(who, now);
  }

  private void explain(Peer from, Explain asked, long now) {
    if (explanations.take(now)) {
      Explained answer = new Explained(asked.request(), explain(asked.name(), now));
      port.send(from, Codec.encode(answer));
    } else {
      drops.drop("an explain request, beyond " + EXPLANATIONS + " a second", now);
    }
  }

  private void perform(List<Action.OfServer> actions, long now) {
    for (Action.OfServer action : actions) {
      action.performOn(surveying, now);
    }
  }

  private void follow(List<Action.OfSubscriber> actions, long now) {
    for (Action.OfSubscriber action : actions) {
      action.performOn(following, now);
    }
  }

  /** Does what the surveyor wants done. */
  private final class Surveying implements ServerSink {
    @Override
    public void send(Action.Send send, long now) {
      ServerAgent.this.send(send.to(), send.message(), now);
    }

    @Override
    public void ask(Action.Ask ask) {
      ServerAgent.this.ask(ask);
    }

    @Override
    public void publish(Action.Publish publish, long now) {
      port.publish(Codec.encode(Topic.ROLL, publish.message()));
      follow(replica.heard(MYSELF, publish.message(), Replica.NO_REQUEST, now), now);
    }

    @Override
    public void supply(Action.Supply supply) {
      port.publish(supplied(supply));
    }

    @Override
    public void warn(Action.Warn warn) {
      log.warn("{}: {}", name, warn.text());
    }
  }

  /** Does what the server's own replica wants done, which has no connection. */
  private final class Following implements SubscriberSink {
    @Override
    public void request(Action.Request request, long now) {
      supplyMyself(request.request(), now);
    }

    @Override
    public void withdraw(Action.Withdraw withdraw) {
      // It has no subscription.
    }

    @Override
    public void reconnect(Action.Reconnect reconnect) {
      // It has no connection.
    }

    @Override
    public void rosterChanged(Action.RosterChanged changed) {
      membership.publish(changed.change());
    }

    @Override
    public void stateChanged(Action.StateChanged changed) {
      membership.publish(changed.state());
    }

    @Override
    public void warn(Action.Warn warn, long now) {
      log.warn("{}: {}", name, warn.text());
    }
  }

  private void send(Peer to, Message message, long now) {
    if (to.isBridged()) {
      bridged.send(to, message, now);
    } else {
      port.send(to, Codec.encode(message));
    }
  }

  private void ask(Action.Ask ask) {
    byte[] survey = Codec.encode(ask.survey());
    for (Peer peer : ask.peers()) {
      if (!peer.isBridged()) {
        port.ask(peer, survey, surveyor.clientsOn(peer));
      }
    }
    bridged.ask(ask.survey());
  }

  private void supplyMyself(int request, long now) {
    for (Action.OfServer action : surveyor.asked(Topic.ROLL, now)) {
      if (action instanceof Action.Supply supply) {
        follow(replica.heard(MYSELF, supply.part(), request, now), now);
      } else {
        action.performOn(surveying, now);
      }
    }
  }

  /** A snapshot is encoded once, however many ask for it. */
  private byte[] supplied(Action.Supply supply) {
    byte[] body = encoded.get(supply.part());
    if (body == null) {
      if (encoded.size() >= supply.part().parts()) {
        encoded.clear();
      }
      body = Codec.encode(supply.part());
      encoded.put(supply.part(), body);
    }
    return supply.topic().before(body);
  }
}
