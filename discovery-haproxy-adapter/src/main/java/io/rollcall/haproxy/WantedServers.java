package io.rollcall.haproxy;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.State;
import io.rollcall.discovery.Status;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Which servers a membership asks for. Pure but for what it is given. */
final class WantedServers {
  private static final Pattern WEIGHT = Pattern.compile("[0-9]{1,3}");
  private static final int MOST_WEIGHT = 256;
  private static final int USUAL_WEIGHT = 1;

  private final HaproxyOptions options;
  private final Function<String, Lookup> hosts;
  private final BiConsumer<String, String> problems;

  /**
   * @param hosts what is known of a host name by now
   * @param problems takes a member's name and what is wrong with what it says
   */
  WantedServers(
      HaproxyOptions options, Function<String, Lookup> hosts, BiConsumer<String, String> problems) {
    this.options = options;
    this.hosts = hosts;
    this.problems = problems;
  }

  /**
   * What HAProxy is to have, as the membership looks. Before the first roster that is nothing
   * particular: nobody is wanted, and absence means nothing.
   */
  Wish wish(Outlook outlook) {
    SortedMap<String, WantedServer> wanted = new TreeMap<>();
    Set<String> leaving = new HashSet<>();
    for (Member member : outlook.roster().members()) {
      if (!options.type().isEmpty() && !options.type().equals(member.type())) {
        continue;
      }
      String server = serverName(member.name());
      if (member.status() == Status.OFFLINE) {
        leaving.add(server);
      } else {
        wanted.put(server, server(member));
      }
    }
    outlook.goodbyes().forEach(name -> leaving.add(serverName(name)));
    return new Wish(wanted, leaving, outlook.state() == State.LIVE);
  }

  private String serverName(String member) {
    return ServerName.of(options.prefix(), member);
  }

  private WantedServer server(Member member) {
    Mode mode = member.status() == Status.TAKEN ? Mode.DRAIN : Mode.READY;
    return new WantedServer(address(member), weight(member), mode);
  }

  private Optional<ServerAddress> address(Member member) {
    String text = member.attributes().getOrDefault(options.addressAttribute(), member.name());
    Optional<HostPort> parsed = HostPort.parse(text);
    if (parsed.isEmpty()) {
      problem(member, "'%s' is not HOST:PORT".formatted(Printable.of(text)));
      return Optional.empty();
    }
    HostPort hostPort = parsed.get();
    Lookup lookup =
        Ip.literal(hostPort.host())
            .map(Lookup::found)
            .orElseGet(() -> hosts.apply(hostPort.host()));
    if (!lookup.problem().isEmpty()) {
      problem(member, lookup.problem());
    }
    Optional<InetAddress> ip = lookup.address().filter(Ip::isServers);
    if (ip.isEmpty() && lookup.address().isPresent()) {
      problem(member, "'%s' is no address that a server can have".formatted(hostPort.host()));
    }
    return ip.map(address -> new ServerAddress(address, hostPort.port()));
  }

  private int weight(Member member) {
    String text = member.attributes().get(options.weightAttribute());
    if (text == null) {
      return USUAL_WEIGHT;
    }
    if (!WEIGHT.matcher(text).matches() || Integer.parseInt(text) > MOST_WEIGHT) {
      problem(
          member,
          "%s '%s' is not 0 to %d, so %d is used"
              .formatted(options.weightAttribute(), Printable.of(text), MOST_WEIGHT, USUAL_WEIGHT));
      return USUAL_WEIGHT;
    }
    return Integer.parseInt(text);
  }

  private void problem(Member member, String what) {
    problems.accept(member.name(), what);
  }
}
