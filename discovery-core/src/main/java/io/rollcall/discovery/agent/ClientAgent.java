package io.rollcall.discovery.agent;

import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.survey.Action;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.survey.Respondent;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Newer;
import io.rollcall.discovery.wire.Message.ToClient;
import io.rollcall.discovery.wire.WireException;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client: a respondent on its connections. */
public final class ClientAgent implements Agent {
  private static final Logger log = LoggerFactory.getLogger(ClientAgent.class);

  /** How long a goodbye may take. */
  private static final long GOODBYE = 500_000_000L;

  private final String name;
  private final ClientPort port;
  private final Respondent respondent;
  private final Consumer<ClientState> states;
  private final Drops drops;
  private long closeBy = Long.MAX_VALUE;
  private boolean late;

  /**
   * A client of this incarnation; {@code name} stands in the log, {@code states} must not block.
   */
  public ClientAgent(
      String name,
      Incarnation incarnation,
      String cluster,
      Member self,
      Consumer<ClientState> states,
      ClientPort port) {
    this.name = name;
    this.port = port;
    this.states = states;
    this.respondent = new Respondent(incarnation, cluster, self);
    this.drops = new Drops(log, name);
  }

  @Override
  public void start(long now) {}

  @Override
  public void added(Peer server, long now) {
    perform(respondent.added(server, now));
  }

  @Override
  public void removed(Peer server, long now) {
    perform(respondent.removed(server));
  }

  @Override
  public void heard(Peer from, byte[] frame, long now) {
    try {
      Message message = Codec.decode(frame, 0);
      if (message instanceof ToClient said) {
        perform(respondent.heard(from, said, now));
      } else if (!(message instanceof Newer)) {
        drops.drop("a message that no server sends to a client", now);
      }
    } catch (WireException unreadable) {
      drops.drop(unreadable.reason(), now);
    }
  }

  @Override
  public void connected(Peer to, long now) {
    perform(respondent.connected(to, now));
  }

  @Override
  public void lost(Peer peer, long now) {
    perform(respondent.lost(peer, now));
  }

  @Override
  public void dropped(String what, long now) {
    drops.drop(what, now);
  }

  /** The member says something else of itself. */
  public void update(Member self, long now) {
    perform(respondent.update(self, now));
  }

  @Override
  public void tick(long now) {
    perform(respondent.tick(now));
    late = now >= closeBy;
  }

  @Override
  public long due() {
    return Math.min(respondent.due(), closeBy);
  }

  @Override
  public void close(long now) {
    closeBy = now + GOODBYE;
    perform(respondent.sayGoodbye(now));
  }

  @Override
  public boolean isClosed() {
    return respondent.isGone() || late;
  }

  @Override
  public void closed() {
    states.accept(ClientState.of(ClientState.Phase.CLOSED));
  }

  private void perform(List<Action> actions) {
    for (Action action : actions) {
      if (action instanceof Action.Send send) {
        port.send(send.to(), Codec.encode(send.message()));
      } else if (action instanceof Action.Reconnect reconnect) {
        port.reconnect(reconnect.server());
      } else if (action instanceof Action.ClientChanged changed) {
        changed
            .state()
            .refusal()
            .ifPresent(why -> log.warn("{}: refused, {}; trying again later", name, why));
        states.accept(changed.state());
      }
    }
  }
}
