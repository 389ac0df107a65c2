package io.rollcall.systemtests.nodes;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.ClientWithSub;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Subscriber;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * A process of a test. Its arguments are a role, then what that needs:
 *
 * <pre>
 * SERVER      URL_SERVER URL_PUBSUB
 * MEMBER      NAME MARK URL_SERVER URL_PUBSUB
 * CLIENT      NAME MARK URL_SERVER
 * SUBSCRIBER  URL_PUBSUB
 * </pre>
 *
 * <p>It reports as {@link Reports} says, obeys {@code update MARK} and {@code close}, and ends
 * without a goodbye when its standard input does.
 */
public final class Node {
  private Node() {}

  public static void main(String[] args) throws IOException {
    switch (Role.valueOf(args[0])) {
      case SERVER -> {
        Server server = Server.start(args[1], args[2]);
        watch(server);
        Lateness.report();
        Orders.say("ready", System.nanoTime(), server.urlServer(), server.urlPubSub());
        obey(server, mark -> {});
      }
      case MEMBER -> {
        ClientWithSub client =
            ClientWithSub.start(args[3], args[4], self(args[1], args[2]), Options.defaults());
        client.clientStates().subscribe(Reports::clientState);
        watch(client);
        Orders.say("ready", System.nanoTime());
        obey(client, mark -> client.update(self(args[1], mark)));
      }
      case CLIENT -> {
        Client client = Client.start(args[3], self(args[1], args[2]), Options.defaults());
        client.clientStates().subscribe(Reports::clientState);
        Orders.say("ready", System.nanoTime());
        obey(client, mark -> client.update(self(args[1], mark)));
      }
      case SUBSCRIBER -> {
        Subscriber subscriber = Subscriber.start(args[1]);
        watch(subscriber);
        Orders.say("ready", System.nanoTime());
        obey(subscriber, mark -> {});
      }
    }
  }

  private static void watch(Membership membership) {
    membership.states().subscribe(Reports::state);
    membership.changes().subscribe(Reports::change);
  }

  private static Member self(String name, String mark) {
    return Member.named(name).withAttribute(Reports.MARK, mark);
  }

  private static void obey(AutoCloseable node, Consumer<String> update) throws IOException {
    for (Line order = Orders.next(); order != null; order = Orders.next()) {
      if (order.word().equals("update")) {
        update.accept(order.value(1));
      } else if (order.word().equals("close")) {
        close(node);
        return;
      } else {
        throw new IllegalArgumentException("'" + order + "' is neither update nor close");
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private static void close(AutoCloseable node) {
    try {
      node.close();
    } catch (Exception failed) {
      throw new IllegalStateException("close failed", failed);
    }
  }
}
