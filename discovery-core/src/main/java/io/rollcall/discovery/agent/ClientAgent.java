package io.rollcall.discovery.agent;

import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.log.Log;
import io.rollcall.discovery.survey.Action;
import io.rollcall.discovery.survey.ClientSink;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.survey.Respondent;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.MalformedFrameException;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Newer;
import io.rollcall.discovery.wire.Message.ToClient;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Clients: respondents on connections that they share. */
public final class ClientAgent implements ConnectingAgent {
  private static final Log log = Log.of(ClientAgent.class);

  /** How long a goodbye may take. */
  private static final long GOODBYE = 500_000_000L;

  private final String name;
  private final ClientPort port;
  private final ConnectionCounts counts;
  private final DropLog drops;
  private final Map<Incarnation, HostedClient> clients = new LinkedHashMap<>();
  private final Timers<HostedClient> timers = new Timers<>();
  private final Set<Peer> servers = new LinkedHashSet<>();
  private final Set<Peer> connected = new LinkedHashSet<>();
  private final FirstContactWatchdog firstContact;
  private final OwnHost ownHost = new OwnHost();
  private boolean closing;

  /** Has no client yet; {@code name} stands in the log. */
  public ClientAgent(String name, ClientPort port) {
    this(name, port, new ConnectionCounts());
  }

  private final Sink sink = new Sink();

  private ClientAgent(String name, ClientPort port, ConnectionCounts counts) {
    this.name = name;
    this.port = port;
    this.counts = counts;
    this.drops = new DropLog(log, name, counts.drops());
    this.firstContact = new FirstContactWatchdog("urlPubSub instead of urlServer");
  }

  /** Another one, which has no client yet and counts on from here. */
  ClientAgent fork(String forkName, ClientPort forkPort) {
    return new ClientAgent(forkName, forkPort, counts.fork());
  }

  ConnectionCounts counts() {
    return counts;
  }

  /** One more client joins the servers. */
  public void join(HostedClient client, long now) {
    clients.put(client.incarnation, client);
    ownHost.get().ifPresent(host -> perform(client, client.reachesFrom(host, now)));
    for (Peer server : servers) {
      perform(client, client.respondent.added(server, now));
      if (connected.contains(server)) {
        perform(client, client.respondent.connected(server, now));
      }
    }
  }

  /** A client says something else of itself. */
  public void update(HostedClient client, Member self, long now) {
    perform(client, client.update(self, now));
  }

  /** A client leaves for good; {@code whenGone} runs once its goodbye needs no more time. */
  public void leave(HostedClient client, Runnable whenGone, long now) {
    client.whenGone = whenGone;
    client.closeBy = now + GOODBYE;
    perform(client, client.respondent.sayGoodbye(now));
  }

  /** A client goes on elsewhere: it leaves these connections, and not the servers. */
  public void detach(HostedClient client) {
    perform(client, client.respondent.detach());
    forget(client);
  }

  /** A client is gone whether or not its goodbye has arrived. */
  public void abandon(HostedClient client) {
    if (clients.containsKey(client.incarnation)) {
      perform(client, client.respondent.giveUp());
      gone(client);
    }
  }

  @Override
  public void start(long now) {}

  @Override
  public void added(Peer server, long now) {
    servers.add(server);
    firstContact.added(server, now);
    for (HostedClient client : List.copyOf(clients.values())) {
      perform(client, client.respondent.added(server, now));
    }
  }

  @Override
  public void removed(Peer server, long now) {
    servers.remove(server);
    firstContact.forget(server);
    disconnected(server);
    all(respondent -> respondent.removed(server));
  }

  @Override
  public void heard(Peer from, byte[] frame, long now) {
    firstContact.forget(from);
    try {
      Message message = Codec.decode(frame, 0);
      if (message instanceof ToClient said) {
        heard(from, said, now);
      } else if (!(message instanceof Newer)) {
        drops.drop("a message that no server sends to a client", now);
      }
    } catch (MalformedFrameException unreadable) {
      drops.drop(unreadable.reason(), now);
    }
  }

  private void heard(Peer from, ToClient said, long now) {
    Optional<Incarnation> addressee = said.addressee();
    if (addressee.isEmpty()) {
      all(respondent -> respondent.heard(from, said, now));
      return;
    }
    HostedClient client = clients.get(addressee.get());
    if (client != null) {
      perform(client, client.respondent.heard(from, said, now));
    }
  }

  @Override
  public void connected(Peer to, long now) {
    connected.add(to);
    firstContact.connected(to);
    if (ownHost.connected(to, port.local(to))) {
      InetAddress host = ownHost.get().orElseThrow();
      for (HostedClient client : List.copyOf(clients.values())) {
        perform(client, client.reachesFrom(host, now));
      }
    }
    for (HostedClient client : List.copyOf(clients.values())) {
      perform(client, client.respondent.connected(to, now));
    }
  }

  @Override
  public void lost(Peer peer, long now) {
    disconnected(peer);
    all(respondent -> respondent.lost(peer, now));
  }

  private void disconnected(Peer server) {
    connected.remove(server);
    ownHost.lost(server);
  }

  @Override
  public void refused(Peer server, Refusal why, long now) {
    disconnected(server);
    firstContact.forget(server);
    all(respondent -> respondent.barred(server, why, now));
  }

  @Override
  public void dropped(String what, long now) {
    drops.drop(what, now);
  }

  @Override
  public void tick(long now) {
    firstContact.tick(now, what -> log.warn("{}: {}", name, what));
    while (timers.due() <= now) {
      HostedClient client = timers.first();
      if (now >= client.closeBy) {
        abandon(client);
      } else {
        perform(client, client.respondent.tick(now));
      }
    }
  }

  @Override
  public long due() {
    return Math.min(timers.due(), firstContact.due());
  }

  @Override
  public void close(long now) {
    closing = true;
    List.copyOf(clients.values()).forEach(client -> leave(client, client.whenGone, now));
  }

  @Override
  public boolean isClosed() {
    return closing && clients.isEmpty();
  }

  @Override
  public void closed() {
    List.copyOf(clients.values()).forEach(this::gone);
  }

  private void all(Function<Respondent, List<Action.OfClient>> call) {
    List.copyOf(clients.values()).forEach(client -> perform(client, call.apply(client.respondent)));
  }

  private void perform(HostedClient client, List<Action.OfClient> actions) {
    HostedClient outer = sink.client;
    sink.client = client;
    try {
      for (Action.OfClient action : actions) {
        action.performOn(sink);
      }
    } finally {
      sink.client = outer;
    }
    if (client.respondent.isGone()) {
      gone(client);
    } else if (clients.containsKey(client.incarnation)) {
      timers.schedule(client, client.dueNext());
    }
  }

  /**
   * Does what the respondent of one client wants done. No client leads to it: a handle may stay.
   */
  private final class Sink implements ClientSink {
    /** Whose actions are performed now. */
    private @Nullable HostedClient client;

    @Override
    public void send(Action.Send send) {
      port.send(send.to(), Codec.encode(send.message()));
    }

    @Override
    public void reconnect(Action.Reconnect reconnect) {
      counts.reconnects().increment();
      port.reconnect(reconnect.server());
    }

    @Override
    public void clientChanged(Action.ClientChanged changed) {
      HostedClient changing = Objects.requireNonNull(client);
      Optional<Refusal> why = changed.state().refusal();
      if (why.isPresent()) {
        log.warn("{}: refused, {}; trying again later", changing.name, why.get());
      }
      tell(changing, changed.state());
    }
  }

  private static void tell(HostedClient client, ClientState state) {
    if (state.phase() != ClientState.Phase.CLOSED) {
      client.states.accept(state);
    }
  }

  private void gone(HostedClient client) {
    if (forget(client)) {
      client.states.accept(ClientState.of(ClientState.Phase.CLOSED));
      client.whenGone.run();
    }
  }

  private boolean forget(HostedClient client) {
    timers.schedule(client, Long.MAX_VALUE);
    return clients.remove(client.incarnation) != null;
  }
}
