package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.testkit.ManualMembership;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each algorithm of load balancing sends requests to every server that the adapter added. That
 * HAProxy shows a server as UP proves nothing.
 */
class BalanceTest {
  private static final int USERS = 100;
  private static final int WEIGHT = 10;

  /** In the configuration, beside the members. */
  private final CountingServer fixed = start();

  @RegisterExtension final Haproxy haproxy = new Haproxy(sections());
  private final ManualMembership membership = ManualMembership.start();
  private final Map<String, CountingServer> servers = new LinkedHashMap<>();

  @ParameterizedTest
  @EnumSource(Balance.class)
  void shouldSendRequestsToEachMember(Balance balance) throws IOException {
    follow(balance.backend(), "");
    servers.put("fixed", haproxy.closing(fixed));
    join("a", WEIGHT);
    join("b", WEIGHT);
    join("c", WEIGHT);
    awaitReady(balance, 3);
    assertThat(asked(balance)).allSatisfy(BalanceTest::isServed);

    membership.leave("b");
    awaitReady(balance, 2);
    Map<String, Integer> without = asked(balance);
    assertThat(without).containsEntry("b", 0);
    without.remove("b");
    assertThat(without).allSatisfy(BalanceTest::isServed);

    membership.join(servers.get("b").member("b", WEIGHT));
    join("d", WEIGHT);
    awaitReady(balance, 4);
    assertThat(asked(balance)).allSatisfy(BalanceTest::isServed);

    membership.update(servers.get("a").member("a", 0));
    membership.update(servers.get("c").member("c", 20 * WEIGHT));
    await().until(() -> ours(balance).contains("rollcall-c READY " + 20 * WEIGHT));
    await().until(() -> ours(balance).contains("rollcall-a READY 0"));
    Map<String, Integer> weighted = asked(balance);
    assertThat(weighted).containsEntry("a", 0);
    if (balance.followsWeights()) {
      assertThat(weighted.get("c")).isGreaterThan(USERS / 2);
    }
  }

  @Test
  void shouldSendThoseOfFirstToTheNextWhenOneIsFull() throws Exception {
    follow("by_first", "maxconn 1");
    List<CountingServer> members = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      CountingServer server = haproxy.closing(CountingServer.silent());
      members.add(server);
      membership.join(server.member(name));
    }
    await().until(() -> haproxy.servers("by_first").size() == 3 && allReady("by_first"));

    for (int user = 0; user < members.size(); user++) {
      send("by_first", Balance.ROUNDROBIN.request(user));
    }

    await().until(() -> members.stream().allMatch(server -> server.requests() == 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"static_rr", "map_uri", "map_source"})
  void shouldSayWhatTakesNoServersAtRunTime(String backend) {
    WantedServer wanted =
        new WantedServer(
            Optional.of(new ServerAddress(Ip.literal("127.0.0.1").orElseThrow(), 80)),
            1,
            Mode.READY);
    Command add = Command.add(backend + "/a", 10_001, wanted, "");

    assertThat(add.refusal(haproxy.ask(add.text())))
        .contains("'hash-type map-based'")
        .endsWith(
            "use roundrobin, leastconn, first, random, or a hash with 'hash-type consistent'");
  }

  @Test
  void shouldKeepTheUsersOfStickTablesWhenAMemberReturns() throws IOException {
    follow("sticky", "");
    join("a", 1);
    join("b", 1);
    await().until(() -> haproxy.servers("sticky").size() == 2 && allReady("sticky"));
    for (int user = 0; user < 20; user++) {
      ask("sticky", Balance.ROUNDROBIN.request(user));
    }
    Map<String, Integer> before = counts();

    membership.leave("a");
    await().until(() -> haproxy.servers("sticky").size() == 1);
    membership.join(servers.get("a").member("a", 1));
    await().until(() -> haproxy.servers("sticky").size() == 2 && allReady("sticky"));
    for (int user = 0; user < 20; user++) {
      ask("sticky", Balance.ROUNDROBIN.request(user));
    }

    counts().forEach((name, count) -> assertThat(count).isEqualTo(2 * before.get(name)));
  }

  private static void isServed(String server, Integer requests) {
    assertThat(requests).as("requests to " + server).isPositive();
  }

  private void follow(String backend, String parameters) {
    haproxy.follow(
        membership, haproxy.unix(), backend, Haproxy.BRISK.withServerParameters(parameters));
  }

  private void join(String name, int weight) throws IOException {
    CountingServer server = haproxy.closing(CountingServer.start());
    servers.put(name, server);
    membership.join(server.member(name, weight));
  }

  private List<String> ours(Balance balance) {
    return haproxy.servers(balance.backend());
  }

  private void awaitReady(Balance balance, int members) {
    await().until(() -> ours(balance).size() == members + 1 && allReady(balance.backend()));
  }

  private boolean allReady(String backend) {
    return haproxy.servers(backend).stream().allMatch(server -> server.contains(" READY "));
  }

  /** How many of the users' requests each server got. */
  private Map<String, Integer> asked(Balance balance) throws IOException {
    Map<String, Integer> before = counts();
    for (int user = 0; user < USERS; user++) {
      ask(balance.backend(), balance.request(user));
    }
    Map<String, Integer> asked = counts();
    asked.replaceAll((name, count) -> count - before.get(name));
    assertThat(asked.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(USERS);
    return asked;
  }

  private Map<String, Integer> counts() {
    return servers.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                each -> each.getValue().requests(),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  /** Sends a request, and waits for the end of its answer. */
  private void ask(String frontend, byte[] request) throws IOException {
    try (SocketChannel channel = send(frontend, request)) {
      ByteBuffer in = ByteBuffer.allocate(4096);
      while (channel.read(in) >= 0) {
        in.clear();
      }
    }
  }

  private SocketChannel send(String frontend, byte[] request) throws IOException {
    SocketChannel channel = haproxy.closing(SocketChannel.open(StandardProtocolFamily.UNIX));
    channel.connect(UnixDomainSocketAddress.of(haproxy.socket(frontend)));
    ByteBuffer out = ByteBuffer.wrap(request);
    while (out.hasRemaining()) {
      channel.write(out);
    }
    return channel;
  }

  private String sections() {
    String line = "server fixed 127.0.0.1:%d weight %d".formatted(fixed.port(), WEIGHT);
    return Arrays.stream(Balance.values())
            .map(balance -> balance.sections(line))
            .collect(Collectors.joining())
        + Balance.sections("by_first", "", "balance first")
        + Balance.sections("static_rr", "", "balance static-rr")
        + Balance.sections("map_uri", "", "balance uri")
        + Balance.sections("map_source", "", "balance source\n  hash-type map-based")
        + Balance.sections(
            "sticky", "", "balance roundrobin\n  stick-table type ip size 1k\n  stick on src");
  }

  private static CountingServer start() {
    try {
      return CountingServer.start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
