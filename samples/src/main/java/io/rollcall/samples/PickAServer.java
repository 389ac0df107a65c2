package io.rollcall.samples;

import io.rollcall.discovery.Address;
import io.rollcall.discovery.Client;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Status;
import io.rollcall.discovery.Subscriber;
import io.rollcall.discovery.pick.Picker;
import io.rollcall.discovery.pick.Policy;
import java.util.function.Predicate;

/** Members say where they can be reached; a caller picks one for each request. */
public final class PickAServer {
  private PickAServer() {}

  /** Takes no arguments. */
  public static void main(String... args) throws InterruptedException {
    Member first = Member.named("web1").withType("web").withPort(9001);
    Member second = Member.named("web2").withType("web").withPort(9002);
    Member store = Member.named("db1").withType("db").withPort(5432);
    try (Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0");
        Client one = Client.start(server.urlServer(), first);
        Client two = Client.start(server.urlServer(), second);
        Client three = Client.start(server.urlServer(), store);
        Subscriber subscriber = Subscriber.start(server.urlPubSub())) {
      Membership web = subscriber.ofType("web");
      await(web, roster -> roster.members().size() == 2);
      requests(web);

      System.out.println(one.self().name() + " drains");
      one.update(one.self().withStatus(Status.TAKEN));
      await(web, roster -> roster.find("web1").orElseThrow().status() == Status.TAKEN);
      requests(web);
    }
  }

  private static void requests(Membership web) {
    try (Picker picker = Picker.of(web, Policy.roundRobin())) {
      for (int i = 1; i <= 4; i++) {
        String address = picker.pick().flatMap(Member::address).map(Address::toString).orElse("-");
        System.out.println("request " + i + " → " + address);
      }
    }
  }

  private static void await(Membership web, Predicate<Roster> until) throws InterruptedException {
    try (FeedQueue<Roster> rosters = web.rosters().queue()) {
      while (!until.test(rosters.take())) {
        // What follows is awaited.
      }
    }
  }
}
