package io.rollcall.benchmarks.thin;

import io.rollcall.benchmarks.peers.Discovery;
import io.rollcall.benchmarks.peers.Systems;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A process with thin peers of a Rollcall server, or of the bare hub that is named {@link
 * Systems#JEROMQ}. {@link ThinCrowd} gives the orders.
 */
public final class ThinRole {
  private final ThinLoop loop = new ThinLoop();
  private final ThinStays stays = new ThinStays();
  private final List<Discovery.Stay> bare = new ArrayList<>();
  private final List<ThinSubscriber> subscribers = new ArrayList<>();
  private int subscribed;
  private @Nullable BareMember asker;
  private long asked;

  private ThinRole() throws IOException {}

  /** Obeys until its standard input closes. */
  public static void main(String... args) throws IOException {
    ThinRole role = new ThinRole();
    role.loop.start();
    for (Line order = Orders.next(); order != null; order = Orders.next()) {
      Line next = order;
      role.loop.execute(() -> role.obey(next));
    }
    System.exit(0);
  }

  private void obey(Line order) {
    try {
      switch (order.word()) {
        case "members" -> members(order);
        case "subscribers" -> subscribers(order);
        case "missing" -> Orders.say("missing", loop.missing());
        case "tell" -> stays.tell(true);
        case "join" -> loop.add(member(order.value(1), address(order.value(2)), order.value(3)));
        case "leave" -> stays.leave(order.value(1));
        case "churn" -> churn(order);
        case "sequences" -> sequences();
        case "watch" -> watch(order.value(1));
        case "ask" -> Objects.requireNonNull(asker, "no bare member").askAll(++asked);
        case "rounds" -> rounds();
        case "tally" -> Orders.say(loop.tally.words());
        default -> throw new IllegalArgumentException("an order that is none: " + order);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void members(Line order) {
    int many = (int) order.number(3);
    if (order.value(1).equals(Systems.NIO)) {
      bare(order, many);
      return;
    }
    InetSocketAddress address = address(order.value(2));
    for (int i = 0; i < many; i++) {
      loop.add(member(order.value(1), address, order.value(4) + "-" + i));
    }
    sayWhenAllIn();
  }

  /** Nobody asks those of the bare hub, so they only say their names. */
  private void bare(Line order, int many) {
    long since = System.nanoTime();
    try {
      for (int i = 0; i < many; i++) {
        bare.add(Systems.named(Systems.NIO).members(order.value(2)).join(order.value(4) + "-" + i));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Orders.say("ready", System.nanoTime() - since);
  }

  private void subscribers(Line order) {
    InetSocketAddress address = address(order.value(2));
    int many = (int) order.number(3);
    for (int i = 0; i < many; i++) {
      if (order.value(1).equals(Systems.JEROMQ)) {
        loop.add(new BareSubscriber(loop, address));
      } else {
        ThinSubscriber subscriber = new ThinSubscriber(loop, address);
        subscribers.add(subscriber);
        loop.add(subscriber);
      }
    }
    subscribed += many;
    sayWhenAllIn();
  }

  private void churn(Line order) {
    InetSocketAddress address = address(order.value(2));
    new Churning(
            loop,
            stays,
            name -> loop.add(member(order.value(1), address, name)),
            order.number(3),
            Duration.ofSeconds(order.number(4)))
        .start();
  }

  /** They are all the same if nobody has missed anything. */
  private void sequences() {
    LongSummaryStatistics all =
        subscribers.stream().mapToLong(ThinSubscriber::sequence).summaryStatistics();
    Orders.say("sequences", all.getMin(), all.getMax());
  }

  private ThinPeer member(String system, InetSocketAddress address, String name) {
    if (system.equals(Systems.JEROMQ)) {
      asker = new BareMember(loop, address, stays, name);
      return asker;
    }
    return new ThinMember(loop, address, stays, name);
  }

  private void sayWhenAllIn() {
    long since = System.nanoTime();
    loop.whenAllIn(() -> Orders.say("ready", System.nanoTime() - since));
  }

  private void watch(String name) {
    loop.watch.begin(name, subscribed);
    Orders.say("watching", name);
  }

  private void rounds() {
    List<Object> words = new ArrayList<>(List.of("rounds"));
    words.addAll(loop.rounds.take());
    Orders.say(words.toArray());
  }

  private static InetSocketAddress address(String url) {
    URI endpoint = URI.create(url);
    return new InetSocketAddress(endpoint.getHost(), endpoint.getPort());
  }
}
