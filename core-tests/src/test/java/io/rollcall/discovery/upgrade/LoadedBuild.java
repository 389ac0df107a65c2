package io.rollcall.discovery.upgrade;

import static java.time.Duration.ofMillis;

import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.State;
import io.rollcall.discovery.wire.Message.Survey;
import io.rollcall.discovery.zmtp.RawClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The build whose loader has loaded this class. */
public final class LoadedBuild implements Build {
  private static final String ZONE = "zone";

  @Override
  public Server server(String urlServer, String urlPubSub, Duration settleTime) {
    Options options =
        Options.defaults()
            .withPollTime(ofMillis(200))
            .withMisses(100)
            .withPulse(ofMillis(200))
            .withSettleTime(settleTime);
    var server = io.rollcall.discovery.Server.start(urlServer, urlPubSub, options);
    return new Server() {
      @Override
      public String urlServer() {
        return server.urlServer();
      }

      @Override
      public String urlPubSub() {
        return server.urlPubSub();
      }

      @Override
      public Map<String, String> zones() {
        return zonesOf(server);
      }

      @Override
      public boolean isLive() {
        return server.state() == State.LIVE;
      }

      @Override
      public void close() {
        server.close();
      }
    };
  }

  @Override
  public Client client(String urlServer, String name, String zone) {
    Member self = Member.named(name);
    var client =
        io.rollcall.discovery.Client.start(
            urlServer, self.withAttribute(ZONE, zone), Options.defaults());
    return new Client() {
      @Override
      public void moveTo(String to) {
        client.update(self.withAttribute(ZONE, to));
      }

      @Override
      public String state() {
        ClientState state = client.clientState();
        return state.phase() + state.refusal().map(why -> " " + why.reason()).orElse("");
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }

  @Override
  public void crash(String urlServer, String name, Runnable whileItIsThere) {
    try (RawClient client = new RawClient(urlServer)) {
      client.join(name);
      // A server that a busy machine had stopped for a moment takes nobody's hello for a proof.
      client.answer(client.await(Survey.class));
      whileItIsThere.run();
    }
  }

  @Override
  public Subscriber subscriber(String urlPubSub) {
    var subscriber = io.rollcall.discovery.Subscriber.start(urlPubSub);
    List<String> events = new CopyOnWriteArrayList<>();
    var unused = subscriber.changes().subscribe(change -> note(change, events));
    return new Subscriber() {
      @Override
      public Map<String, String> zones() {
        return zonesOf(subscriber);
      }

      @Override
      public List<String> events() {
        return List.copyOf(events);
      }

      @Override
      public boolean isLive() {
        return subscriber.state() == State.LIVE;
      }

      @Override
      public void close() {
        subscriber.close();
      }
    };
  }

  @Override
  public Seen seen() {
    return new Seen() {
      @Override
      public Set<String> withField() {
        return Set.copyOf(Tally.WITH_FIELD);
      }

      @Override
      public Set<String> withoutField() {
        return Set.copyOf(Tally.WITHOUT_FIELD);
      }

      @Override
      public Set<String> ignoredBy() {
        return Set.copyOf(Tally.IGNORED_BY);
      }

      @Override
      public Set<String> dropped() {
        return Set.copyOf(Tally.DROPPED);
      }

      @Override
      public void forget() {
        Tally.forget();
      }
    };
  }

  private static Map<String, String> zonesOf(Membership membership) {
    Map<String, String> zones = new TreeMap<>();
    for (Member member : membership.roster().members()) {
      zones.put(member.name(), member.attributes().getOrDefault(ZONE, ""));
    }
    return zones;
  }

  private static void note(MembershipChange change, List<String> events) {
    change.joined().forEach(member -> events.add("joined " + member.name()));
    change.updated().forEach(member -> events.add("updated " + member.name()));
    for (Member member : change.left()) {
      events.add("left " + member.name() + " " + change.cause(member.name()));
    }
  }
}
