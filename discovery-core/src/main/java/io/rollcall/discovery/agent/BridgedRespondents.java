package io.rollcall.discovery.agent;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.spi.Respondents;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Farewell;
import io.rollcall.discovery.wire.Message.FromClient;
import io.rollcall.discovery.wire.Message.Refused;
import io.rollcall.discovery.wire.Message.Survey;
import io.rollcall.discovery.wire.Message.Unknown;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * The respondents that other protocols bring, as peers of the surveyor like any other. Only for the
 * server's thread, but for what a {@link RespondentBridge} takes.
 */
final class BridgedRespondents {
  /** What the surveyor is to hear of them. */
  interface Surveyor {
    void heard(Peer peer, FromClient message, long now);

    void lost(Peer peer, long now);
  }

  private final String cluster;
  private final Supplier<Incarnation> incarnations;
  private final Surveyor surveyor;
  private final Map<Peer, BridgedRespondent> byPeer = new HashMap<>();
  private final Set<RespondentBridge> bridges = new LinkedHashSet<>();
  private long lastPeer;

  /** The newest that was asked; 0 if nothing was. */
  private long round;

  BridgedRespondents(String cluster, Supplier<Incarnation> incarnations, Surveyor surveyor) {
    this.cluster = cluster;
    this.incarnations = incarnations;
    this.surveyor = surveyor;
  }

  /**
   * Takes in who brings others, and runs what it tells in this loop. They are asked at once, not
   * with the next round.
   */
  RespondentBridge add(Respondents respondents, Consumer<LongConsumer> loop) {
    RespondentBridge bridge = new RespondentBridge(this, respondents, loop);
    loop.accept(
        now -> {
          bridges.add(bridge);
          if (round > 0) {
            respondents.ask(round);
          }
        });
    return bridge;
  }

  Set<RespondentBridge> bridges() {
    return bridges;
  }

  void ask(Survey survey) {
    round = survey.round();
    bridges.forEach(bridge -> bridge.respondents.ask(round));
  }

  /** What the surveyor has to say to one of them. */
  void send(Peer to, Message message, long now) {
    BridgedRespondent respondent = byPeer.get(to);
    if (respondent == null) {
      return;
    }
    if (message instanceof Refused refused) {
      respondent.refused(now);
      respondent.bridge.respondents.refused(respondent.number, refused.refusal());
    } else if (message instanceof Unknown) {
      respondent.introduced = false;
    } else if (message instanceof Farewell) {
      // This start of it is over for good; the next answer is another one's.
      respondent.introduced = false;
      remove(respondent);
    }
  }

  void heard(
      RespondentBridge bridge, long number, String address, Member self, long round, long now) {
    if (!bridges.contains(bridge)) {
      return;
    }
    BridgedRespondent respondent = bridge.byNumber.get(number);
    if (respondent != null && !respondent.isNamed(self.name())) {
      remove(respondent);
      if (respondent.introduced) {
        surveyor.heard(respondent.peer, respondent.goodbye(), now);
      }
      surveyor.lost(respondent.peer, now);
      respondent = null;
    }
    if (respondent == null) {
      respondent = newGuest(bridge, number, address, self);
    }
    respondent.become(self);
    answer(respondent, round, now);
  }

  private BridgedRespondent newGuest(
      RespondentBridge bridge, long number, String address, Member self) {
    Peer peer = Peer.bridged(++lastPeer, address);
    BridgedRespondent respondent =
        new BridgedRespondent(peer, bridge, number, cluster, incarnations.get(), self);
    byPeer.put(peer, respondent);
    bridge.byNumber.put(number, respondent);
    return respondent;
  }

  private void answer(BridgedRespondent respondent, long round, long now) {
    if (introduce(respondent, now)) {
      surveyor.heard(respondent.peer, respondent.answer(round), now);
      // The surveyor may have forgotten everybody, and says so.
      if (!respondent.introduced && introduce(respondent, now)) {
        surveyor.heard(respondent.peer, respondent.answer(round), now);
      }
    }
  }

  /** Returns whether the surveyor took it in. */
  private boolean introduce(BridgedRespondent respondent, long now) {
    if (!respondent.introduced && !respondent.isRefused(now)) {
      respondent.introduced = true;
      surveyor.heard(respondent.peer, respondent.hello(), now);
    }
    return respondent.introduced;
  }

  void lost(RespondentBridge bridge, long number, long now) {
    BridgedRespondent respondent = bridge.byNumber.get(number);
    if (respondent != null) {
      remove(respondent);
      surveyor.lost(respondent.peer, now);
    }
  }

  /** A bridge goes, with all that it brought. */
  void leave(RespondentBridge bridge, long now) {
    if (bridges.remove(bridge)) {
      for (BridgedRespondent respondent : List.copyOf(bridge.byNumber.values())) {
        lost(bridge, respondent.number, now);
      }
    }
  }

  private void remove(BridgedRespondent respondent) {
    byPeer.remove(respondent.peer);
    respondent.bridge.byNumber.remove(respondent.number);
  }
}
