package io.rollcall.benchmarks.micro;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.survey.Action;
import io.rollcall.discovery.survey.Counts;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.survey.ServerSettings;
import io.rollcall.discovery.survey.Surveyor;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.FromClient;
import io.rollcall.discovery.wire.Message.Goodbye;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A surveyor that has settled, with its members. Time passes only until the next round, and what
 * changes is published at once. For one thread.
 */
final class SurveyorHarness {
  private static final Options OPTIONS = Options.defaults().withGather(Duration.ZERO);

  /** A surveyor remembers 4,096 goodbyes: who comes again after so many others is new to it. */
  private static final int GUESTS = 8_192;

  private final Surveyor surveyor =
      new Surveyor(() -> MemberFixtures.SERVER, ServerSettings.of(OPTIONS), new Counts());
  private final List<Peer> peers = new ArrayList<>();
  private final List<Session> sessions = new ArrayList<>();
  private final List<Hello> hellos = new ArrayList<>();
  private long now;
  private long round;
  private int guest;

  SurveyorHarness(int members) {
    surveyor.start(now);
    for (int i = 0; i < members; i++) {
      peers.add(new Peer(i));
      sessions.add(MemberFixtures.session(i));
      hear(peers.get(i), new Hello("", sessions.get(i), 0, MemberFixtures.member(i)));
    }
    for (int i = members; i < members + GUESTS; i++) {
      hellos.add(new Hello("", MemberFixtures.session(i), 0, MemberFixtures.member(members)));
    }
    while (now < 2 * OPTIONS.settleTime().toNanos()) {
      openRound();
      answerAll();
    }
  }

  /** Waits for the next round; returns what the tick wants done that opens it. */
  List<Action.OfServer> openRound() {
    while (true) {
      now = Math.max(now, surveyor.due());
      List<Action.OfServer> actions = tick();
      for (Action action : actions) {
        if (action instanceof Action.Ask ask) {
          round = ask.survey().round();
          return actions;
        }
      }
    }
  }

  /** Everybody answers the round, and it closes. */
  void answerAll() {
    for (int i = 0; i < peers.size(); i++) {
      answer(i);
    }
  }

  List<Action.OfServer> answer(int member) {
    return hear(peers.get(member), new Answer(sessions.get(member), round));
  }

  List<Action.OfServer> tick() {
    return surveyor.tick(now);
  }

  /** Somebody who is new, or forgotten, joins and says goodbye. */
  List<Action.OfServer> visit() {
    guest = (guest + 1) % GUESTS;
    Peer peer = new Peer(peers.size() + guest);
    hear(peer, hellos.get(guest));
    return hear(peer, new Goodbye(hellos.get(guest).session()));
  }

  private List<Action.OfServer> hear(Peer peer, FromClient message) {
    return surveyor.heard(peer, message, now);
  }
}
