package io.rollcall.haproxy;

import io.rollcall.discovery.Address;
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

/** Which servers a membership asks for. Pure but for what it is given. */
final class WantedServers {
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
  DesiredState desired(MembershipSnapshot snapshot) {
    SortedMap<String, WantedServer> wanted = new TreeMap<>();
    Set<String> leaving = new HashSet<>();
    for (Member member : snapshot.roster().members()) {
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
    snapshot.goodbyes().forEach(name -> leaving.add(serverName(name)));
    return new DesiredState(wanted, leaving, snapshot.state() == State.LIVE);
  }

  private String serverName(String member) {
    return ServerName.of(options.prefix(), member);
  }

  private WantedServer server(Member member) {
    if (member.fault().isPresent()) {
      problem(member, member.fault().get());
    } else if (member.address(options.addressName()).isEmpty()) {
      problem(member, "it says no address, and its name is none");
    }
    Mode mode = member.status() == Status.TAKEN ? Mode.DRAIN : Mode.READY;
    int weight = member.fault().isPresent() ? 0 : member.weight();
    return new WantedServer(address(member), weight, mode);
  }

  private Optional<ServerAddress> address(Member member) {
    Optional<Address> said = member.address(options.addressName());
    return said.isPresent() ? address(member, said.get()) : Optional.empty();
  }

  private Optional<ServerAddress> address(Member member, Address said) {
    Lookup lookup =
        Ip.literal(said.host()).map(Lookup::found).orElseGet(() -> hosts.apply(said.host()));
    if (!lookup.problem().isEmpty()) {
      problem(member, lookup.problem());
    }
    Optional<InetAddress> ip = lookup.address().filter(Ip::isServers);
    if (ip.isEmpty() && lookup.address().isPresent()) {
      problem(member, "'%s' is no address that a server can have".formatted(said.host()));
    }
    return ip.map(known -> new ServerAddress(known, said.port()));
  }

  private void problem(Member member, String what) {
    problems.accept(member.name(), what);
  }
}
