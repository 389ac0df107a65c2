package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServerIdsTest {
  @Test
  void shouldFollowFromTheName() {
    int id = ids().take("rollcall-a");

    assertThat(ids().take("rollcall-a")).isEqualTo(id);
    assertThat(ids().take("rollcall-b")).isNotEqualTo(id);
  }

  @Test
  void shouldTakeTheNextThatIsFree() {
    int id = ids().take("rollcall-a");

    assertThat(ids(id, id + 1).take("rollcall-a")).isEqualTo(id + 2);
  }

  @Test
  void shouldGiveEachServerItsOwn() {
    ServerIds ids = ids();
    Set<Integer> given = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      assertThat(given.add(ids.take("rollcall-" + i))).isTrue();
    }

    assertThat(given).allMatch(id -> id >= ServerIds.LEAST && id < ServerIds.BOUND);
  }

  private static ServerIds ids(int... taken) {
    return new ServerIds(
        Arrays.stream(taken)
            .mapToObj(id -> new ServerState(1, id, "s" + id, "-", 80, 1, Mode.READY, false))
            .toList());
  }
}
