package io.rollcall.benchmarks.micro;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.survey.Action;
import io.rollcall.discovery.survey.Counts;
import io.rollcall.discovery.survey.Pace;
import io.rollcall.discovery.survey.Peer;
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
final class Hall {
  private static final Options OPTIONS = Options.defaults().withGather(Duration.ZERO);

  private final Surveyor surveyor = new Surveyor(() -> Town.SERVER, Pace.of(OPTIONS), new Counts());
  private final List<Peer> peers = new ArrayList<>();
  private final List<Session> sessions = new ArrayList<>();
  private long now;
  private long round;
  private int guests;

  Hall(int members) {
    surveyor.start(now);
    for (int i = 0; i < members; i++) {
      peers.add(new Peer(i));
      sessions.add(Town.session(i));
      hear(peers.get(i), new Hello("", sessions.get(i), 0, Town.member(i)));
    }
    while (now < 2 * OPTIONS.settleTime().toNanos()) {
      openRound();
      answerAll();
    }
  }

  /** Waits for the next round; returns what the tick wants done that opens it. */
  List<Action> openRound() {
    while (true) {
      now = Math.max(now, surveyor.due());
      List<Action> actions = tick();
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

  List<Action> answer(int member) {
    return hear(peers.get(member), new Answer(sessions.get(member), round));
  }

  List<Action> tick() {
    return surveyor.tick(now);
  }

  /** Somebody new joins and says goodbye. */
  List<Action> visit() {
    int guest = peers.size() + guests++;
    Peer peer = new Peer(guest);
    Session session = Town.session(guest);
    hear(peer, new Hello("", session, 0, Town.member(peers.size())));
    return hear(peer, new Goodbye(session));
  }

  private List<Action> hear(Peer peer, FromClient message) {
    return surveyor.heard(peer, message, now);
  }
}
