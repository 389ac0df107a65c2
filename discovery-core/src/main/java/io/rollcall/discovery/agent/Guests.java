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
 * server's thread, but for what a {@link Party} takes.
 */
final class Guests {
  /** What the surveyor is to hear of them. */
  interface Surveyor {
    void heard(Peer peer, FromClient message, long now);

    void lost(Peer peer, long now);
  }

  private final String cluster;
  private final Supplier<Incarnation> incarnations;
  private final Surveyor surveyor;
  private final Map<Peer, Guest> byPeer = new HashMap<>();
  private final Set<Party> parties = new LinkedHashSet<>();
  private long lastPeer;

  /** The newest that was asked; 0 if nothing was. */
  private long round;

  Guests(String cluster, Supplier<Incarnation> incarnations, Surveyor surveyor) {
    this.cluster = cluster;
    this.incarnations = incarnations;
    this.surveyor = surveyor;
  }

  /**
   * Takes in who brings others, and runs what it tells in this loop. They are asked at once, not
   * with the next round.
   */
  Party add(Respondents respondents, Consumer<LongConsumer> loop) {
    Party party = new Party(this, respondents, loop);
    loop.accept(
        now -> {
          parties.add(party);
          if (round > 0) {
            respondents.ask(round);
          }
        });
    return party;
  }

  Set<Party> parties() {
    return parties;
  }

  /** Whether this is one of them. A transport's own peers have numbers above 0. */
  static boolean include(Peer peer) {
    return peer.number() < 0;
  }

  void ask(Survey survey) {
    round = survey.round();
    parties.forEach(party -> party.respondents.ask(round));
  }

  /** What the surveyor has to say to one of them. */
  void send(Peer to, Message message, long now) {
    Guest guest = byPeer.get(to);
    if (guest == null) {
      return;
    }
    if (message instanceof Refused refused) {
      guest.refused(now);
      guest.party.respondents.refused(guest.number, refused.refusal());
    } else if (message instanceof Unknown) {
      guest.introduced = false;
    } else if (message instanceof Farewell) {
      // This start of it is over for good; the next answer is another one's.
      guest.introduced = false;
      remove(guest);
    }
  }

  void heard(Party party, long number, String address, Member self, long round, long now) {
    if (!parties.contains(party)) {
      return;
    }
    Guest guest = party.guests.get(number);
    if (guest != null && !guest.isNamed(self.name())) {
      remove(guest);
      if (guest.introduced) {
        surveyor.heard(guest.peer, guest.goodbye(), now);
      }
      surveyor.lost(guest.peer, now);
      guest = null;
    }
    if (guest == null) {
      guest = newGuest(party, number, address, self);
    }
    guest.become(self);
    answer(guest, round, now);
  }

  private Guest newGuest(Party party, long number, String address, Member self) {
    Peer peer = new Peer(--lastPeer, address, "");
    Guest guest = new Guest(peer, party, number, cluster, incarnations.get(), self);
    byPeer.put(peer, guest);
    party.guests.put(number, guest);
    return guest;
  }

  private void answer(Guest guest, long round, long now) {
    if (introduce(guest, now)) {
      surveyor.heard(guest.peer, guest.answer(round), now);
      // The surveyor may have forgotten everybody, and says so.
      if (!guest.introduced && introduce(guest, now)) {
        surveyor.heard(guest.peer, guest.answer(round), now);
      }
    }
  }

  /** Returns whether the surveyor took it in. */
  private boolean introduce(Guest guest, long now) {
    if (!guest.introduced && !guest.isRefused(now)) {
      guest.introduced = true;
      surveyor.heard(guest.peer, guest.hello(), now);
    }
    return guest.introduced;
  }

  void lost(Party party, long number, long now) {
    Guest guest = party.guests.get(number);
    if (guest != null) {
      remove(guest);
      surveyor.lost(guest.peer, now);
    }
  }

  /** A party goes, with all that it brought. */
  void leave(Party party, long now) {
    if (parties.remove(party)) {
      for (Guest guest : List.copyOf(party.guests.values())) {
        lost(party, guest.number, now);
      }
    }
  }

  private void remove(Guest guest) {
    byPeer.remove(guest.peer);
    guest.party.guests.remove(guest.number);
  }
}
