package io.rollcall.mesh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Member;
import io.rollcall.testkit.SimulatedCluster;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class JsonCodecTest {
  /** A request, as an application has it. */
  record Move(String player, int x) {}

  private static final Codec<Move> MOVE = JsonCodec.of(Move.class);

  private static final class Moves extends TypeReference<List<Move>> {}

  @Test
  void shouldWriteAndReadValues() throws Exception {
    byte[] json = MOVE.encode(new Move("ann", 3));
    assertThat(new String(json, UTF_8)).isEqualTo("{\"player\":\"ann\",\"x\":3}");
    assertThat(MOVE.decode(json)).isEqualTo(new Move("ann", 3));
    Codec<List<Move>> moves = JsonCodec.of(JsonMapper.shared(), new Moves());
    assertThat(moves.decode(moves.encode(List.of(new Move("bob", 1)))))
        .containsExactly(new Move("bob", 1));
  }

  @Test
  void shouldRefuseWhatIsNoValue() {
    assertThatThrownBy(() -> MOVE.decode("null".getBytes(UTF_8))).hasMessage("null is no value");
    assertThatThrownBy(() -> MOVE.encode(null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void shouldTellTheSenderOfAPayloadThatCantBeRead() {
    try (SimulatedCluster cluster = SimulatedCluster.start()) {
      Mesh a = start(cluster, "a");
      Mesh b = start(cluster, "b");
      b.handle(1, MOVE, JsonCodec.of(Integer.class), (call, move) -> move.x() + 1);
      b.handle(2, call -> "{".getBytes(UTF_8));
      cluster.advanceUntil(() -> a.isReady() && a.nodes().size() == 2, Duration.ofSeconds(30));

      Node node = a.nodes().find("b").orElseThrow();
      CompletableFuture<Integer> answer =
          a.request(node, 1, new Move("ann", 3), MOVE, JsonCodec.of(Integer.class));
      CompletableFuture<byte[]> bad = a.request("b", 1, "{\"x\":\"y\"}".getBytes(UTF_8));
      CompletableFuture<Move> badAnswer = a.request(node, 2, new Move("ann", 3), MOVE, MOVE);
      cluster.advanceUntil(
          () -> answer.isDone() && bad.isDone() && badAnswer.isDone(), Duration.ofSeconds(2));

      assertThat(answer.join()).isEqualTo(4);
      assertThatThrownBy(bad::join)
          .hasCauseInstanceOf(MeshException.class)
          .hasMessageContaining("request of command 1 to node 'b': MALFORMED: ");
      assertThatThrownBy(badAnswer::join)
          .hasCauseInstanceOf(MeshException.class)
          .hasMessageContaining("MALFORMED: its answer: ");
    }
  }

  private static Mesh start(SimulatedCluster cluster, String name) {
    return Mesh.start(
        cluster.urlServer(),
        cluster.urlPubSub(),
        Member.named(name),
        MeshOptions.defaults().withDiscovery(cluster.startHost(name).options()));
  }
}
