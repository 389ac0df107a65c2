package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.convention.ConventionCase;
import io.rollcall.discovery.Address;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WantedServersTest {
  private final List<String> problems = new ArrayList<>();
  private final WantedServers servers =
      new WantedServers(
          HaproxyOptions.defaults().withPrefix("p-"),
          host ->
              switch (host) {
                case "known" -> Lookup.found(Ip.literal("10.0.0.9").orElseThrow());
                case "unknown" -> Lookup.failed("host unknown is unknown");
                default -> Lookup.PENDING;
              },
          (member, problem) -> problems.add(member + ": " + problem));

  @Test
  void shouldTakeTheAddressFromTheAttributeOrElseTheName() {
    Member named = Member.named("10.0.0.1:80");

    assertThat(desired(named).wanted()).containsEntry("p-10.0.0.1:3a80", at("10.0.0.1", 1));
    assertThat(desired(named.withAttribute("address", "10.0.0.2:80")).wanted())
        .containsEntry("p-10.0.0.1:3a80", at("10.0.0.2", 1));
    assertThat(problems).isEmpty();
  }

  @Test
  void shouldLookHostsUp() {
    Member member = Member.named("m");

    assertThat(desired(member.withAttribute("address", "known:80")).wanted())
        .containsEntry("p-m", at("10.0.0.9", 1));
    assertThat(desired(member.withAttribute("address", "pending:80")).wanted())
        .containsEntry("p-m", new WantedServer(Optional.empty(), 1, Mode.READY));
    assertThat(problems).isEmpty();
    assertThat(desired(member.withAttribute("address", "unknown:80")).wanted())
        .containsEntry("p-m", new WantedServer(Optional.empty(), 1, Mode.READY));
    assertThat(problems).containsExactly("m: host unknown is unknown");
  }

  @Test
  void shouldSayWhatIsWrongWithAMember() {
    Member member = Member.named("m");
    desired(member.withAttribute("address", "no\nwhere"));
    desired(member.withAttribute("address", "0.0.0.0:80"));
    desired(member.withAttribute("address", "[ff02::1]:80"));
    Member good = member.withAttribute("address", "10.0.0.1:80");
    assertThat(desired(good.withAttribute("weight", "-1")).wanted())
        .containsEntry("p-m", at("10.0.0.1", 0));
    desired(member);

    assertThat(problems)
        .containsExactly(
            "m: address 'no\uFFFDwhere': it must be HOST:PORT",
            "m: '0.0.0.0' is no address that a server can have",
            "m: 'ff02::1' is no address that a server can have",
            "m: weight '-1' is not 0 to 256",
            "m: it says no address, and its name is none");
  }

  @Test
  void shouldTakeTheAddressOfThisName() {
    WantedServers named =
        new WantedServers(
            HaproxyOptions.defaults().withAddressName("metrics"),
            host -> Lookup.PENDING,
            (member, problem) -> problems.add(member + ": " + problem));
    Member member = Member.named("m").withAddress("10.0.0.1:80");

    assertThat(desired(named, member).wanted().values()).containsExactly(at("10.0.0.1", 1));
    assertThat(
            desired(named, member.withAddress("metrics", Address.of("10.0.0.2:80")))
                .wanted()
                .values())
        .containsExactly(at("10.0.0.2", 1));
  }

  @ParameterizedTest
  @MethodSource("io.rollcall.convention.ConventionCase#all")
  void shouldReadTheConvention(ConventionCase each) {
    Member member = Member.named(each.name()).withAttributes(each.attributes());
    WantedServers known =
        new WantedServers(
            HaproxyOptions.defaults(),
            host -> Lookup.found(Ip.literal("10.0.0.9").orElseThrow()),
            (name, problem) -> problems.add(problem));

    assertThat(desired(known, member).wanted().values())
        .singleElement()
        .satisfies(
            server -> {
              assertThat(server.weight()).isEqualTo(each.malformed().isEmpty() ? each.weight() : 0);
              assertThat(server.address().isPresent()).isEqualTo(each.address().isPresent());
            });
    assertThat(problems.isEmpty())
        .isEqualTo(each.malformed().isEmpty() && each.address().isPresent());
  }

  @Test
  void shouldTakeWeights() {
    Member member = Member.named("10.0.0.1:80");

    assertThat(desired(member.withAttribute("weight", "0")).wanted())
        .containsEntry("p-10.0.0.1:3a80", at("10.0.0.1", 0));
    assertThat(desired(member.withAttribute("weight", "256")).wanted())
        .containsEntry("p-10.0.0.1:3a80", at("10.0.0.1", 256));
  }

  @Test
  void shouldTellApartWhoIsTakenAndWhoIsOut() {
    Member member = Member.named("10.0.0.1:80");

    assertThat(desired(member.withStatus(Status.TAKEN)).wanted().get("p-10.0.0.1:3a80").mode())
        .isEqualTo(Mode.DRAIN);
    DesiredState out = desired(member.withStatus(Status.OFFLINE));
    assertThat(out.wanted()).isEmpty();
    assertThat(out.leaving()).containsExactly("p-10.0.0.1:3a80");
  }

  @Test
  void shouldWantNothingAnewOfWhoSaidGoodbye() {
    MembershipSnapshot stale = new MembershipSnapshot(State.STALE, Roster.empty(), Set.of("m"), 1);

    DesiredState desired = servers.desired(stale);

    assertThat(desired.isGone("p-m")).isTrue();
    assertThat(desired.isGone("p-another")).isFalse();
  }

  private DesiredState desired(Member member) {
    return desired(servers, member);
  }

  private static DesiredState desired(WantedServers of, Member member) {
    return of.desired(
        new MembershipSnapshot(State.LIVE, Roster.of(List.of(member), 1), Set.of(), 0));
  }

  private static WantedServer at(String ip, int weight) {
    ServerAddress address = new ServerAddress(Ip.literal(ip).orElseThrow(), 80);
    return new WantedServer(Optional.of(address), weight, Mode.READY);
  }
}
