package io.rollcall.discovery.survey;

import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.spi.Bridge;
import io.rollcall.discovery.survey.ServerLink.Phase;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Closing;
import io.rollcall.discovery.wire.Message.Detach;
import io.rollcall.discovery.wire.Message.Farewell;
import io.rollcall.discovery.wire.Message.Goodbye;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Message.Refused;
import io.rollcall.discovery.wire.Message.Survey;
import io.rollcall.discovery.wire.Message.ToClient;
import io.rollcall.discovery.wire.Message.Unknown;
import io.rollcall.discovery.wire.Message.Welcome;
import io.rollcall.discovery.wire.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of the protocol: sends hello to each server, answers surveys, and says goodbye.
 * Pure and not thread-safe. Every method takes the time where it needs it and returns the actions
 * to carry out.
 */
public final class Respondent {
  private final String cluster;
  private final Map<Peer, ServerLink> links = new LinkedHashMap<>();
  private Session session;
  private Member member;
  private int update;
  private boolean leaving;
  private ClientState state = ClientState.of(ClientState.Phase.JOINING);
  private List<Action.OfClient> actions = new ArrayList<>();
  private final PauseDetector pauseDetector = new PauseDetector(50_000_000L, 0);

  /** A client of this incarnation, without servers yet. */
  public Respondent(Incarnation self, String cluster, Member member) {
    this.cluster = cluster;
    this.session = new Session(self, 1);
    this.member = Bridge.started(member, self);
  }

  /** An endpoint was added: sends hello as soon as its connection is established. */
  public List<Action.OfClient> added(Peer server, long now) {
    if (!leaving) {
      ServerLink link = new ServerLink(server, session.client().id());
      links.put(server, link);
      link.greeted(now);
    }
    return done();
  }

  /**
   * An endpoint was removed. No goodbye is sent: it would end the client's session at all servers.
   */
  public List<Action.OfClient> removed(Peer server) {
    links.remove(server);
    return done();
  }

  /** A message of the server at this endpoint arrived. */
  public List<Action.OfClient> heard(Peer from, ToClient message, long now) {
    begin(now);
    ServerLink link = links.get(from);
    if (link == null || link.phase == Phase.GONE) {
      return done();
    }
    link.heard(now);
    giveUpOverdue(now);
    if (message instanceof Survey survey) {
      survey(link, survey);
    } else if (message instanceof Welcome welcome) {
      welcome(link, welcome, now);
    } else if (message instanceof Refused refused && refused.client().equals(session.client())) {
      refused(link, refused, now);
    } else if (message instanceof Unknown unknown && unknown.client().equals(session.client())) {
      unknown(link, now);
    } else if (message instanceof Farewell farewell
        && leaving
        && farewell.client().equals(session.client())) {
      link.phase = Phase.GONE;
    } else if (message instanceof Closing) {
      closing(link, now);
    }
    return done();
  }

  /**
   * The connection to an endpoint was established: sends hello. Not earlier: a queued message would
   * still be sent after the client has closed.
   */
  public List<Action.OfClient> connected(Peer to, long now) {
    begin(now);
    ServerLink link = links.get(to);
    if (link != null && !link.isConnected()) {
      link.connected(now);
      if (!leaving) {
        greet(link, now);
      }
    }
    return done();
  }

  /** The connection to an endpoint was lost. The transport reconnects. */
  public List<Action.OfClient> lost(Peer to, long now) {
    begin(now);
    ServerLink link = links.get(to);
    if (link != null) {
      link.lost();
      if (leaving) {
        giveUp(link);
      } else {
        interrupted(link, now);
      }
    }
    return done();
  }

  /**
   * The connection to an endpoint was refused before a message could be sent. The transport
   * reconnects.
   */
  public List<Action.OfClient> barred(Peer to, Refusal why, long now) {
    begin(now);
    ServerLink link = links.get(to);
    if (link != null) {
      link.lost();
      if (leaving) {
        link.phase = Phase.GONE;
      } else {
        link.barred(why, now);
      }
    }
    return done();
  }

  /** The member's type, attributes or status have changed. */
  public List<Action.OfClient> update(Member self, long now) {
    begin(now);
    if (leaving || Bridge.started(self, session.client()).equals(member)) {
      return done();
    }
    member = Bridge.started(self, session.client());
    update++;
    for (ServerLink link : links.values()) {
      if (link.isConnected()) {
        greet(link, now);
      }
    }
    return done();
  }

  /** Sends goodbye on every connection. */
  public List<Action.OfClient> sayGoodbye(long now) {
    if (!leaving) {
      leaving = true;
      for (ServerLink link : links.values()) {
        link.phase = link.isConnected() ? Phase.LEAVING : Phase.GONE;
        if (link.isConnected()) {
          actions.add(new Action.Send(link.peer, new Goodbye(session)));
        }
      }
    }
    return done();
  }

  /**
   * Closes the connections whose goodbye was not acknowledged, so that nothing sent there is
   * received later.
   */
  public List<Action.OfClient> giveUp() {
    links.values().forEach(this::giveUp);
    return done();
  }

  private void giveUp(ServerLink link) {
    if (link.phase == Phase.LEAVING) {
      link.phase = Phase.GONE;
      actions.add(new Action.Reconnect(link.peer));
    }
  }

  /** Moves away from connections that other clients stay on, without a goodbye. */
  public List<Action.OfClient> detach() {
    for (ServerLink link : links.values()) {
      if (link.isConnected()) {
        actions.add(new Action.Send(link.peer, new Detach(session)));
      }
    }
    links.clear();
    return done();
  }

  /** Whether every goodbye was acknowledged or has no connection left. */
  public boolean isGone() {
    return leaving && links.values().stream().allMatch(link -> link.phase == Phase.GONE);
  }

  /** Time has passed. */
  public List<Action.OfClient> tick(long now) {
    begin(now);
    for (ServerLink link : links.values()) {
      if (link.isSilent(now)) {
        reconnect(link, now);
      } else if (link.wantsHello(update, now)) {
        greetIfConnected(link, now);
      }
    }
    return done();
  }

  /**
   * Another server is heard, so the network works. Gives silent connections up early: after a cut,
   * TCP may pause for as long as the cut took, while a new connection works at once.
   */
  private void giveUpOverdue(long now) {
    for (ServerLink link : links.values()) {
      if (link.isOverdue(now)) {
        reconnect(link, now);
      }
    }
  }

  private void reconnect(ServerLink link, long now) {
    link.lost();
    link.startOver();
    link.greeted(now);
    actions.add(new Action.Reconnect(link.peer));
  }

  /** When {@link #tick} wants to be called, at the latest. */
  public long due() {
    return pauseDetector.due();
  }

  /** The member as it is published, with its incarnation. */
  public Member member() {
    return member;
  }

  /** Whether the client has joined, and if not, why. */
  public ClientState state() {
    return state;
  }

  /** A refused client does not answer: the server would reply that it does not know it. */
  private void survey(ServerLink link, Survey survey) {
    if (!leaving && link.phase != Phase.REFUSED) {
      actions.add(new Action.Send(link.peer, new Answer(session, survey.round())));
    }
  }

  private void welcome(ServerLink link, Welcome welcome, long now) {
    if (leaving || !welcome.session().client().equals(session.client())) {
      return;
    }
    link.welcomed(welcome.update(), welcome.silenceMillis(), now);
    if (welcome.session().number() > session.number()) {
      session = welcome.session();
      links.values().stream()
          .filter(other -> other != link && other.phase == Phase.JOINED)
          .forEach(other -> greet(other, now));
    }
    if (welcome.update() < update) {
      greet(link, now);
    }
  }

  private void refused(ServerLink link, Refused refused, long now) {
    if (leaving) {
      link.phase = Phase.GONE;
    } else {
      link.refused(refused.refusal(), now);
    }
  }

  private void unknown(ServerLink link, long now) {
    if (leaving) {
      link.phase = Phase.GONE;
    } else if (link.phase != Phase.REFUSED) {
      interrupted(link, now);
    }
  }

  /** The server closes. No hello is sent on this connection, as it would be lost with it. */
  private void closing(ServerLink link, long now) {
    if (leaving) {
      link.phase = Phase.GONE;
    } else {
      link.startOver();
      link.greeted(now);
    }
  }

  /** The endpoint no longer knows the client: sends hello again. */
  private void interrupted(ServerLink link, long now) {
    link.startOver();
    greetIfConnected(link, now);
  }

  private void greetIfConnected(ServerLink link, long now) {
    if (link.isConnected()) {
      greet(link, now);
    } else {
      link.greeted(now);
    }
  }

  private void greet(ServerLink link, long now) {
    actions.add(new Action.Send(link.peer, new Hello(cluster, session, update, member)));
    link.greeted(now);
  }

  /** Silence while the client itself was stopped does not count against the servers. */
  private void begin(long now) {
    long late = pauseDetector.at(now);
    if (late > 0) {
      links.values().forEach(link -> link.excuse(late, now));
    }
  }

  private List<Action.OfClient> done() {
    ClientState reached = stateOfLinks();
    if (!reached.equals(state)) {
      state = reached;
      actions.add(new Action.ClientChanged(reached));
    }
    long due = Long.MAX_VALUE;
    for (ServerLink link : links.values()) {
      due = Math.min(due, link.due(update));
    }
    pauseDetector.expect(due);
    List<Action.OfClient> done = actions;
    actions = new ArrayList<>();
    return done;
  }

  private ClientState stateOfLinks() {
    if (leaving) {
      return isGone() ? ClientState.of(ClientState.Phase.CLOSED) : state;
    }
    @Nullable ServerLink refused = null;
    for (ServerLink link : links.values()) {
      if (link.phase == Phase.JOINED) {
        return ClientState.of(ClientState.Phase.JOINED);
      }
      if (link.phase == Phase.REFUSED) {
        refused = link;
      }
    }
    return refused == null
        ? ClientState.of(ClientState.Phase.JOINING)
        : Optional.ofNullable(refused.refusal)
            .map(ClientState::refused)
            .orElse(ClientState.of(ClientState.Phase.JOINING));
  }
}
