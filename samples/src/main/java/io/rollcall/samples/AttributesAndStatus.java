package io.rollcall.samples;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Status;
import io.rollcall.discovery.Subscriber;
import java.util.List;
import java.util.function.Predicate;

/** Members say what they are, where they listen and whether they take work; others choose by it. */
public final class AttributesAndStatus {
  private AttributesAndStatus() {}

  /** Takes no arguments. */
  public static void main(String... args) throws InterruptedException {
    try (Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0");
        Subscriber subscriber = Subscriber.start(server.urlPubSub());
        FeedQueue<Roster> rosters = subscriber.rosters().queue();
        Client gateway = Client.start(server.urlServer(), Member.named("gateway").withType("web"));
        Client first = Client.start(server.urlServer(), worker("worker1", 9001));
        Client second = Client.start(server.urlServer(), worker("worker2", 9002))) {

      await(rosters, roster -> roster.members().size() == 3);

      System.out.println(first.self().name() + " takes no more work");
      first.update(first.self().withStatus(Status.OFFLINE));
      await(rosters, roster -> free(roster).size() == 1);

      System.out.println(second.self().name() + " moves to another port");
      second.update(second.self().withPort(9102));
      await(rosters, roster -> free(roster).get(0).address().orElseThrow().port() == 9102);

      System.out.println(
          gateway.self().name() + " would send work to " + free(subscriber.roster()));
    }
  }

  private static Member worker(String name, int port) {
    return Member.named(name).withType("worker").withPort(port).withAttribute("zone", "eu");
  }

  /** The workers that take work. */
  private static List<Member> free(Roster roster) {
    return roster.ofType("worker").members().stream()
        .filter(member -> member.status() == Status.ONLINE)
        .toList();
  }

  /** Reads rosters until one is as expected, and prints it. */
  private static void await(FeedQueue<Roster> rosters, Predicate<Roster> expected)
      throws InterruptedException {
    Roster roster = rosters.take();
    while (!expected.test(roster)) {
      roster = rosters.take();
    }
    for (Member member : roster.members()) {
      System.out.println("  " + member);
    }
  }
}
