package io.rollcall.nanomsg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Client;
import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Limits;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Metric;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Subscriber;
import io.rollcall.nanomsg.sp.Raw;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway beside a server, and peers by hand. */
@Timeout(120)
class GatewayTest {
  private static final String ANY = "tcp://127.0.0.1:0";
  private static final int RESPONDENT = 0x63;
  private static final int OLD_RESPONDENT = 0x61;
  private static final int SUB = 0x21;
  private static final NanomsgOptions BRISK =
      NanomsgOptions.defaults().withPulse(Duration.ofMillis(20));

  private final List<MembershipChange> changes = new CopyOnWriteArrayList<>();
  private Server server = Server.start(ANY, ANY, Pace.BRISK);
  private NanomsgGateway gateway = NanomsgGateway.start(server, ANY, ANY, BRISK);

  GatewayTest() {
    server.changes().subscribe(changes::add);
  }

  @AfterEach
  void close() {
    gateway.close();
    server.close();
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(5));
  }

  private void awaitNames(String... names) {
    patiently().until(() -> server.roster().names().equals(List.of(names)));
  }

  private double metric(String name) {
    return gateway.metrics().stream()
        .filter(metric -> metric.name().equals(name))
        .mapToDouble(metric -> metric.value().getAsDouble())
        .sum();
  }

  private List<Cause> causes(String name) {
    return changes.stream()
        .filter(change -> change.left().stream().anyMatch(left -> left.name().equals(name)))
        .map(change -> change.cause(name))
        .toList();
  }

  /** The changes come on another thread. */
  private void awaitCause(String name, Cause cause) {
    patiently().until(() -> !causes(name).isEmpty());
    assertThat(causes(name)).containsExactly(cause);
  }

  private Raw subscriber() throws Exception {
    Raw raw = Raw.to(gateway.urlPubSub()).greet(SUB);
    assertThat(raw.greeting()).isEqualTo(0x20);
    return raw;
  }

  @ParameterizedTest
  @ValueSource(ints = {RESPONDENT, OLD_RESPONDENT})
  void shouldTakeInWhoAnswersSurveys(int protocol) throws Exception {
    try (RawMember member = RawMember.join(gateway.urlSurvey(), protocol, "gopher");
        Client java = Client.start(server.urlServer(), "java");
        Subscriber subscriber = Subscriber.start(server.urlPubSub())) {
      awaitNames("gopher", java.self().name());
      patiently().until(() -> subscriber.roster().names().equals(List.of("gopher", "java")));
      assertThat(subscriber.roster().find("gopher").orElseThrow().attributes())
          .containsExactly(Map.entry("via", "nanomsg"));
      assertThat(metric("respondents")).isOne();
      assertThat(server.explain("gopher").accounts().get(0).connections().get(0).address())
          .startsWith("127.0.0.1:");
    }
    awaitNames();
    awaitCause("gopher", Cause.LOST);
  }

  /** The next round is far. */
  @Test
  void shouldAskWhoConnectsAtOnce() throws Exception {
    gateway.close();
    server.close();
    server = Server.start(ANY, ANY, Pace.BRISK.withPollTime(Duration.ofMinutes(5)));
    assertThat(server.awaitLive(Duration.ofSeconds(60))).isTrue();
    gateway = NanomsgGateway.start(server, ANY, ANY, BRISK);
    try (RawMember member = RawMember.join(gateway.urlSurvey(), RESPONDENT, "gopher")) {
      awaitNames("gopher");
      assertThat(member).isNotNull();
    }
  }

  @Test
  void shouldLetGoOfWhoMissesItsRounds() throws Exception {
    try (RawMember frozen = RawMember.join(gateway.urlSurvey(), RESPONDENT, "frozen");
        RawMember lively = RawMember.join(gateway.urlSurvey(), RESPONDENT, "lively")) {
      awaitNames("frozen", "lively");
      frozen.freeze();
      awaitNames("lively");
      awaitCause("frozen", Cause.SILENT);
      assertThat(causes("lively")).isEmpty();
      lively.rename("other");
      awaitNames("other");
      awaitCause("lively", Cause.GOODBYE);
    }
  }

  @Test
  void shouldPublishAllNamesSortedWheneverTheyChange() throws Exception {
    assertThat(server.awaitLive(Duration.ofSeconds(60))).isTrue();
    try (Raw subscriber = subscriber()) {
      assertThat(subscriber.receive()).isEmpty();
      try (Client b = Client.start(server.urlServer(), "b")) {
        assertThat(subscriber.receive()).isEqualTo("b".getBytes(UTF_8));
        try (RawMember member = RawMember.join(gateway.urlSurvey(), RESPONDENT, "a")) {
          assertThat(subscriber.receive()).isEqualTo("a|b".getBytes(UTF_8));
        }
        assertThat(subscriber.receive()).isEqualTo("b".getBytes(UTF_8));
        assertThat(b.self().name()).isEqualTo("b");
      }
    }
  }

  /** gopherdiscovery gives it nothing before the names change. */
  @Test
  void shouldGiveWhoComesLateTheNamesOnce() throws Exception {
    try (Client a = Client.start(server.urlServer(), "a")) {
      awaitNames("a");
      assertThat(server.awaitLive(Duration.ofSeconds(60))).isTrue();
      patiently().until(() -> metric("publications") > 0);
      try (Raw early = subscriber()) {
        assertThat(early.receive()).isEqualTo("a".getBytes(UTF_8));
        try (Raw late = subscriber()) {
          assertThat(late.receive()).isEqualTo("a".getBytes(UTF_8));
          a.close();
          // What follows at once is the change: the pulses between told nobody again.
          assertThat(early.receive()).isEmpty();
          assertThat(late.receive()).isEmpty();
        }
      }
    }
  }

  /** What it lists until then is not all, and would look as if the others had left. */
  @Test
  void shouldPublishNothingBeforeTheServerHasSettled() throws Exception {
    gateway.close();
    server.close();
    server = Server.start(ANY, ANY, Pace.BRISK.withSettleTime(Duration.ofSeconds(2)));
    gateway = NanomsgGateway.start(server, ANY, ANY, BRISK);
    try (Raw subscriber = subscriber();
        Client a = Client.start(server.urlServer(), "a");
        Client b = Client.start(server.urlServer(), "b")) {
      awaitNames("a", "b");
      byte[] first = subscriber.receive();
      assertThat(first).isEqualTo("a|b".getBytes(UTF_8));
      assertThat(server.awaitLive(Duration.ZERO)).isTrue();
      assertThat(metric("publications")).isOne();
      assertThat(a.self().name() + b.self().name()).isEqualTo("ab");
    }
  }

  @Test
  void shouldTakeInWhoSendsTheNulOfItsString() throws Exception {
    try (RawMember member = RawMember.join(gateway.urlSurvey(), RESPONDENT, "alice\0")) {
      awaitNames("alice");
      assertThat(member).isNotNull();
    }
  }

  @Test
  void shouldRefuseWhatIsNoNameAndServeOthersMeanwhile() throws Exception {
    try (RawMember good = RawMember.join(gateway.urlSurvey(), RESPONDENT, "good");
        RawMember split = RawMember.join(gateway.urlSurvey(), RESPONDENT, "a|b");
        RawMember empty = RawMember.join(gateway.urlSurvey(), RESPONDENT, "");
        RawMember noText =
            RawMember.join(gateway.urlSurvey(), RESPONDENT, new byte[] {'x', (byte) 0xFF});
        RawMember megabyte = RawMember.join(gateway.urlSurvey(), RESPONDENT, "x".repeat(1 << 20))) {
      megabyte.awaitClosed();
      patiently().until(() -> metric("names.refused") >= 3);
      assertThat(metric("violations")).isEqualTo(1);
      awaitNames("good");
      split.rename("split");
      empty.rename("empty");
      noText.rename("text");
      awaitNames("empty", "good", "split", "text");
      assertThat(causes("good")).isEmpty();
      good.freeze();
      awaitNames("empty", "split", "text");
    }
  }

  @Test
  void shouldRefuseWhomTheServerRefuses() throws Exception {
    gateway.close();
    server.close();
    Options few = Pace.BRISK.withLimits(Limits.defaults().withMembers(1));
    server = Server.start(ANY, ANY, few);
    gateway = NanomsgGateway.start(server, ANY, ANY, BRISK);
    try (RawMember first = RawMember.join(gateway.urlSurvey(), RESPONDENT, "first")) {
      awaitNames("first");
      try (RawMember second = RawMember.join(gateway.urlSurvey(), RESPONDENT, "second")) {
        patiently().until(() -> metric("names.refused") > 0);
        first.close();
        awaitNames("second");
        assertThat(second).isNotNull();
      }
    }
  }

  @Test
  void shouldLetGoOfAllWhenItIsClosed() throws Exception {
    try (RawMember member = RawMember.join(gateway.urlSurvey(), RESPONDENT, "gopher");
        Client java = Client.start(server.urlServer(), "java")) {
      awaitNames("gopher", java.self().name());
      String survey = gateway.urlSurvey();
      String pubSub = gateway.urlPubSub();
      gateway.close();
      gateway.close();
      assertThat(gateway.isClosed()).isTrue();
      member.awaitClosed();
      awaitNames("java");
      awaitCause("gopher", Cause.LOST);

      gateway = NanomsgGateway.start(server, survey, pubSub, BRISK);
      assertThat(gateway.urlSurvey()).isEqualTo(survey);
      try (RawMember again = RawMember.join(survey, RESPONDENT, "gopher")) {
        awaitNames("gopher", "java");
        assertThat(again).isNotNull();
      }
    }
  }

  @Test
  void shouldCloseWithItsServer() throws Exception {
    String survey = gateway.urlSurvey();
    server.close();
    patiently().until(gateway::isClosed);
    gateway.close();
    server = Server.start(ANY, ANY, Pace.BRISK);
    gateway = NanomsgGateway.start(server, survey, ANY, BRISK);
    assertThat(gateway.urlSurvey()).isEqualTo(survey);
  }

  @Test
  void shouldLeaveNothingBehindWhenAPortIsTaken() {
    String taken = gateway.urlPubSub();
    assertThatThrownBy(() -> NanomsgGateway.start(server, ANY, taken))
        .isInstanceOf(DiscoveryException.class)
        .hasMessageContaining(taken);
    assertThatThrownBy(() -> NanomsgGateway.start(server, "udp://x", ANY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("udp://x");
  }

  @Test
  void shouldServeEveryAddressOfTheHostOnFreePorts() throws Exception {
    gateway.close();
    gateway = NanomsgGateway.start(server, "tcp://*:0", "tcp://*:0", BRISK);
    assertThat(gateway.urlSurvey()).matches("tcp://\\*:[1-9]\\d*");
    assertThat(gateway.urlPubSub()).matches("tcp://\\*:[1-9]\\d*");
    awaitMember(
        gateway.urlSurvey().replace("*", "127.0.0.2"),
        gateway.urlPubSub().replace("*", "127.0.0.2"));
  }

  @Test
  void shouldServeAnIpv6AddressOnFreePorts() throws Exception {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getAllByName("::1")[0])) {
      assertThat(probe.isBound()).isTrue();
    } catch (IOException noIpv6) {
      abort("this host has no IPv6");
    }
    gateway.close();
    gateway = NanomsgGateway.start(server, "tcp://[::1]:0", "tcp://[::1]:0", BRISK);
    assertThat(gateway.urlSurvey()).matches("tcp://\\[::1]:[1-9]\\d*");
    assertThat(gateway.urlPubSub()).matches("tcp://\\[::1]:[1-9]\\d*");
    awaitMember(gateway.urlSurvey(), gateway.urlPubSub());
  }

  private void awaitMember(String urlSurvey, String urlPubSub) {
    try (NanomsgClient member = NanomsgClient.start(urlSurvey, "gopher");
        NanomsgSubscriber subscriber = NanomsgSubscriber.start(urlPubSub)) {
      awaitNames("gopher");
      patiently().until(() -> subscriber.roster().names().equals(List.of("gopher")));
      assertThat(member.servers()).isOne();
    }
  }

  @Test
  void shouldShareAServerWithAnotherGateway() throws Exception {
    try (NanomsgGateway other = NanomsgGateway.start(server, ANY, ANY, BRISK);
        RawMember here = RawMember.join(gateway.urlSurvey(), RESPONDENT, "here");
        RawMember there = RawMember.join(other.urlSurvey(), OLD_RESPONDENT, "there")) {
      awaitNames("here", "there");
      other.close();
      awaitNames("here");
      assertThat(causes("here")).isEmpty();
      assertThat(List.of(here, there)).doesNotContainNull();
    }
  }

  @Test
  void shouldNameItsMetricsOnce() {
    assertThat(gateway.metrics().stream().map(Metric::name)).doesNotHaveDuplicates();
    assertThat(metric("subscribers")).isZero();
  }
}
