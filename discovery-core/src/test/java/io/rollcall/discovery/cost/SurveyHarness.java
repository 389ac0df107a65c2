package io.rollcall.discovery.cost;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.survey.Action;
import io.rollcall.discovery.survey.Counts;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.survey.Respondent;
import io.rollcall.discovery.survey.ServerSettings;
import io.rollcall.discovery.survey.Surveyor;
import io.rollcall.discovery.wire.Message.FromClient;
import io.rollcall.discovery.wire.Message.Pulse;
import io.rollcall.discovery.wire.Message.Survey;
import io.rollcall.discovery.wire.Message.ToClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A server that has settled and its clients, without a network between them. Time is moved by hand,
 * and what changes is published at once.
 */
final class SurveyHarness {
  static final Incarnation SERVER = Incarnation.of(1_000, new UUID(1, 2));
  private static final Options OPTIONS = Options.defaults().withGather(Duration.ZERO);

  /** What the server is to each client. */
  private static final Peer ENDPOINT = new Peer(0);

  private final Surveyor surveyor =
      new Surveyor(() -> SERVER, ServerSettings.of(OPTIONS), new Counts());
  private final List<Respondent> clients = new ArrayList<>();
  private long now;

  SurveyHarness(int members) {
    surveyor.start(now);
    for (int i = 0; i < members; i++) {
      join(Member.named("client" + i));
    }
    while (now < 2 * OPTIONS.settleTime().toNanos()) {
      answer(survey(openRound()));
    }
  }

  /** A client of its own connection joins; what the server then does. */
  List<Action.OfServer> join(Member member) {
    int number = clients.size();
    Respondent client =
        new Respondent(Incarnation.of(2_000 + number, new UUID(7, number)), "", member);
    clients.add(client);
    client.added(ENDPOINT, now);
    FromClient hello = said(client.connected(ENDPOINT, now)).get(0);
    List<Action.OfServer> done = hear(number, hello);
    for (Action action : done) {
      if (action instanceof Action.Send send) {
        client.heard(ENDPOINT, (ToClient) send.message(), now);
      }
    }
    return done;
  }

  /** Time passes until the next round opens; what the server then does. */
  List<Action.OfServer> openRound() {
    List<Action.OfServer> done = wake();
    while (all(done, Action.Ask.class).isEmpty()) {
      done = wake();
    }
    return done;
  }

  /** Time passes until the next pulse, and everybody answers meanwhile. */
  Pulse pulse() {
    while (true) {
      List<Action.OfServer> done = wake();
      all(done, Action.Ask.class).forEach(ask -> answer(ask.survey()));
      for (Action.Publish published : all(done, Action.Publish.class)) {
        return (Pulse) published.message();
      }
    }
  }

  /** Everybody answers; what the server then does. */
  List<Action.OfServer> answer(Survey survey) {
    List<Action.OfServer> done = new ArrayList<>();
    for (int i = 0; i < clients.size(); i++) {
      for (FromClient answer : answers(i, survey)) {
        done.addAll(hear(i, answer));
      }
    }
    return done;
  }

  /** What this client says to a survey. */
  List<FromClient> answers(int client, Survey survey) {
    return said(clients.get(client).heard(ENDPOINT, survey, now));
  }

  /** The server hears this on the connection of a client. */
  List<Action.OfServer> hear(int client, FromClient message) {
    return surveyor.heard(new Peer(client), message, now);
  }

  /** The one survey among these. */
  static Survey survey(List<Action.OfServer> actions) {
    return all(actions, Action.Ask.class).get(0).survey();
  }

  /** Those of a kind. */
  static <T extends Action> List<T> all(List<? extends Action> actions, Class<T> kind) {
    return actions.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private List<Action.OfServer> wake() {
    now = Math.max(now, surveyor.due());
    return surveyor.tick(now);
  }

  private static List<FromClient> said(List<? extends Action> actions) {
    return all(actions, Action.Send.class).stream()
        .map(send -> (FromClient) send.message())
        .toList();
  }
}
