package io.rollcall.discovery.survey;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Change;
import io.rollcall.discovery.wire.Message.Detach;
import io.rollcall.discovery.wire.Message.Goodbye;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Message.Pulse;
import io.rollcall.discovery.wire.Message.Survey;
import io.rollcall.discovery.wire.Message.ToClient;
import io.rollcall.discovery.wire.Message.Welcome;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Session;
import io.rollcall.discovery.wire.Tombstone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** A surveyor whose time is moved by hand, and what it did. Clients answer if they are told to. */
final class SurveyorHarness {
  static final Incarnation SERVER = Incarnation.of(1_000, new UUID(0, 1));

  final Options options;
  final Surveyor surveyor;
  final List<Action.OfServer> actions = new ArrayList<>();
  final Map<String, Present> roster = new TreeMap<>();
  final Map<String, Cause> left = new LinkedHashMap<>();
  private final Map<Peer, Set<Session>> answering = new LinkedHashMap<>();
  private long now;
  private final Set<String> listed = new TreeSet<>();
  private Incarnation publisher;
  private int starts;
  private boolean settled;

  SurveyorHarness(Options options) {
    this.options = options;
    this.surveyor = new Surveyor(this::incarnation, ServerSettings.of(options), new Counts());
    perform(surveyor.start(now));
  }

  /** The first is {@link #SERVER}. */
  private Incarnation incarnation() {
    return Incarnation.of(1_000 + starts, new UUID(0, ++starts));
  }

  static Incarnation client(int start) {
    return Incarnation.of(start, new UUID(7, start));
  }

  long millis() {
    return now / 1_000_000;
  }

  boolean isSettled() {
    return settled;
  }

  /** A client says hello on a connection, and answers from now on. */
  void join(int peer, Incarnation client, String name) {
    answer(peer, client);
    hello(peer, client, Member.named(name), 0);
  }

  void hello(int peer, Incarnation client, Member member, int update) {
    say(peer, new Hello(options.cluster(), new Session(client, 1), update, member));
  }

  void say(int peer, Message.FromClient message) {
    say(new Peer(peer), message);
  }

  void say(Peer peer, Message.FromClient message) {
    perform(surveyor.heard(peer, message, now));
  }

  void goodbye(int peer, Incarnation client) {
    answersNoMore(peer, client);
    say(peer, new Goodbye(new Session(client, 1)));
  }

  void detach(int peer, Incarnation client) {
    answersNoMore(peer, client);
    say(peer, new Detach(new Session(client, 1)));
  }

  private void answersNoMore(int peer, Incarnation client) {
    answering.getOrDefault(new Peer(peer), new LinkedHashSet<>()).remove(new Session(client, 1));
  }

  void lose(int peer) {
    answering.remove(new Peer(peer));
    perform(surveyor.lost(new Peer(peer), now));
  }

  /** This connection is connected and answers no more. */
  void silence(int peer) {
    answering.remove(new Peer(peer));
  }

  void answer(int peer, Incarnation client) {
    answering
        .computeIfAbsent(new Peer(peer), any -> new LinkedHashSet<>())
        .add(new Session(client, 1));
  }

  /** Time passes and the surveyor is called whenever it wants. */
  void pass(Duration time) {
    long end = now + time.toNanos();
    while (surveyor.due() <= end) {
      now = Math.max(now, surveyor.due());
      perform(surveyor.tick(now));
    }
    now = end;
  }

  /** Time passes and nobody calls the surveyor, as if its process had been stopped. */
  void freeze(Duration time) {
    now += time.toNanos();
  }

  void tick() {
    perform(surveyor.tick(now));
  }

  /** The sockets are opened again; nobody is connected. */
  void reopen() {
    answering.clear();
    perform(surveyor.reopened(now));
  }

  /** What the server knows of a name. */
  Explanation explain(String name) {
    return surveyor.explain(name, now);
  }

  /** Whom the present incarnation of the server has published. */
  Set<String> listed() {
    return listed;
  }

  /** Why those left who left under any incarnation. */
  List<Cause> tombstones() {
    return changes().stream()
        .flatMap(change -> change.tombstones().stream())
        .map(Tombstone::cause)
        .toList();
  }

  <T> List<T> all(Class<T> kind) {
    return actions.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  List<Change> changes() {
    return all(Action.Publish.class).stream()
        .map(Action.Publish::message)
        .filter(Change.class::isInstance)
        .map(Change.class::cast)
        .toList();
  }

  List<Pulse> pulses() {
    return all(Action.Publish.class).stream()
        .map(Action.Publish::message)
        .filter(Pulse.class::isInstance)
        .map(Pulse.class::cast)
        .toList();
  }

  /** What was sent to one connection. */
  <T extends ToClient> List<T> sent(int peer, Class<T> kind) {
    return all(Action.Send.class).stream()
        .filter(send -> send.to().equals(new Peer(peer)))
        .map(Action.Send::message)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  int sessionOf(int peer) {
    List<Welcome> welcomes = sent(peer, Welcome.class);
    return welcomes.get(welcomes.size() - 1).session().number();
  }

  private void perform(List<Action.OfServer> done) {
    actions.addAll(done);
    for (Action action : done) {
      if (action instanceof Action.Ask ask) {
        answerTo(ask.survey());
      } else if (action instanceof Action.Publish publish) {
        publish.message();
        published(publish.message());
      }
    }
  }

  private void answerTo(Survey survey) {
    Map.copyOf(answering)
        .forEach(
            (peer, sessions) ->
                List.copyOf(sessions)
                    .forEach(each -> say((int) peer.number(), new Answer(each, survey.round()))));
  }

  private void published(Message.Published message) {
    if (message instanceof Message.Announcement announcement
        && !announcement.server().equals(publisher)) {
      publisher = announcement.server();
      listed.clear();
    }
    if (message instanceof Change change) {
      change.present().forEach(each -> listed.add(each.name()));
      change.tombstones().forEach(each -> listed.remove(each.name()));
    }
    if (message instanceof Pulse pulse) {
      settled = pulse.standing().settled();
    } else if (message instanceof Change change) {
      change.present().forEach(present -> roster.put(present.name(), present));
      for (Tombstone tombstone : change.tombstones()) {
        Present present = roster.get(tombstone.name());
        if (present != null && tombstone.session().covers(present.session())) {
          roster.remove(tombstone.name());
          left.put(tombstone.name(), tombstone.cause());
        }
      }
    }
  }
}
