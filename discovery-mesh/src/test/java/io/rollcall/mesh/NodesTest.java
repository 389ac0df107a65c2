package io.rollcall.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Address;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.Status;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NodesTest {
  private static final Member GAME_1 =
      Member.named("game1")
          .withType("game")
          .withAttribute("role", "UDP")
          .withAddress("192.0.2.1:7000")
          .withAttribute("address.mesh", "10.0.0.1:8000")
          .withAttribute("map", "desert");
  private static final Member GAME_2 =
      Member.named("game2")
          .withType("game")
          .withStatus(Status.TAKEN)
          .withAddress("10.0.0.2:7000")
          .withAttribute("address.mesh", "10.0.0.2:8000");
  private static final Member CHAT =
      Member.named("chat").withType("chat").withAttribute("role", "TCP");
  private static final Member PLAIN = Member.named("plain");

  private final Nodes nodes = Nodes.of(Roster.of(List.of(GAME_2, GAME_1, CHAT, PLAIN), 4), "game1");

  @Test
  void shouldShowWhatTheRosterHas() {
    Node game = nodes.find("game1").orElseThrow();
    assertThat(game.type()).isEqualTo("game");
    assertThat(game.role()).isEqualTo("UDP");
    assertThat(game.status()).isEqualTo(Status.ONLINE);
    assertThat(game.value("map")).contains("desert");
    assertThat(game.values()).containsKeys("address", "map", "role");
    assertThat(game.address()).contains(Address.of("10.0.0.1:8000"));
    assertThat(game.publicEndpoint()).contains(Address.of("192.0.2.1:7000"));
    assertThat(nodes.find("nobody")).isEmpty();
  }

  @Test
  void shouldFindByAddress() {
    assertThat(nodes.byAddress(Address.of("10.0.0.2:8000")).map(Node::name)).contains("game2");
    assertThat(nodes.byPublicEndpoint(Address.of("192.0.2.1:7000")).map(Node::name))
        .contains("game1");
    assertThat(nodes.byAddress(Address.of("10.0.0.3:8000"))).isEmpty();
  }

  @Test
  void shouldSelect() {
    assertThat(nodes.names()).containsExactly("chat", "game1", "game2", "plain");
    assertThat(nodes.types()).containsExactly("chat", "game");
    assertThat(nodes.ofType("game").names()).containsExactly("game1", "game2");
    assertThat(nodes.ofRole("TCP").names()).containsExactly("chat");
    assertThat(nodes.online().names()).containsExactly("chat", "game1", "plain");
    assertThat(nodes.withStatus(Status.TAKEN).names()).containsExactly("game2");
    assertThat(nodes.without(Set.of("chat", "plain")).names()).containsExactly("game1", "game2");
    assertThat(nodes.others().names()).containsExactly("chat", "game2", "plain");
    assertThat(nodes.siblings().names()).containsExactly("game2");
    assertThat(nodes.withOtherPublicAddress().names()).containsExactly("game1");
    assertThat(nodes.ofType("game").addresses())
        .containsExactly(Address.of("10.0.0.1:8000"), Address.of("10.0.0.2:8000"));
  }

  @Test
  void shouldChooseAnyOfThem() {
    Set<String> chosen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      chosen.add(nodes.ofType("game").random().orElseThrow().name());
    }
    assertThat(chosen).containsExactlyInAnyOrder("game1", "game2");
    assertThat(nodes.ofType("none").random()).isEmpty();
  }

  @Test
  void shouldHaveNoSiblingsWhereTheRosterDoesNotHaveTheNodeItself() {
    Nodes stranger = Nodes.of(Roster.of(List.of(GAME_1), 1), "guest");
    assertThat(stranger.siblings().size()).isZero();
    assertThat(stranger.others().names()).containsExactly("game1");
  }
}
