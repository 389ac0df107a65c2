package io.rollcall.discovery.pick;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.spi.Changes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyPickerTest {
  private static final int KEYS = 10_000;

  private final LiveMembership membership =
      new LiveMembership(Options.defaults().withExecutor(Runnable::run));
  private final KeyPicker picker = KeyPicker.of(membership, PickOptions.defaults(), () -> 0);

  private void present(Member member) {
    membership.publish(Changes.from(membership.roster(), List.of(member), Map.of()));
  }

  private Map<String, String> owners() {
    Map<String, String> owners = new HashMap<>();
    for (int i = 0; i < KEYS; i++) {
      String key = "key-" + i;
      owners.put(key, picker.pick(key).orElseThrow().name());
    }
    return owners;
  }

  private static long of(String name, Map<String, String> owners) {
    return owners.values().stream().filter(name::equals).count();
  }

  @Test
  void shouldMoveNoKeyButThoseOfWhoLeaves() {
    for (int i = 0; i < 10; i++) {
      present(Member.named("m" + i));
    }
    Map<String, String> before = owners();
    for (int i = 0; i < 10; i++) {
      assertThat(of("m" + i, before)).isBetween(900L, 1_100L);
    }
    membership.publish(Changes.from(membership.roster(), List.of(), Map.of("m3", Cause.LOST)));
    Map<String, String> after = owners();
    before.forEach(
        (key, owner) -> {
          if (!owner.equals("m3")) {
            assertThat(after).containsEntry(key, owner);
          }
        });
    assertThat(of("m3", after)).isZero();
    present(Member.named("m3"));
    assertThat(owners()).isEqualTo(before);
  }

  @Test
  void shouldGiveEachKeysInProportionToItsWeight() {
    present(Member.named("a").withWeight(1));
    present(Member.named("b").withWeight(4));
    assertThat(of("a", owners())).isBetween(1_850L, 2_150L);
  }

  @Test
  void shouldSpreadTheKeysOfOneThatHasFailed() {
    for (int i = 0; i < 5; i++) {
      present(Member.named("m" + i));
    }
    Map<String, String> before = owners();
    picker.failed(Member.named("m0"));
    Map<String, String> after = owners();
    for (int i = 1; i < 5; i++) {
      assertThat(of("m" + i, after) - of("m" + i, before)).isBetween(350L, 650L);
    }
    for (int i = 1; i < 5; i++) {
      picker.failed(Member.named("m" + i));
    }
    assertThat(owners()).isEqualTo(before);
  }

  /** Processes of different releases must agree: these owners may never change. */
  @Test
  void shouldAgreeInAllReleases() {
    assertThat(picker.pick("none")).isEmpty();
    for (String name : List.of("10.0.0.1:80", "bäcker", "c")) {
      present(Member.named(name));
    }
    assertThat(List.of("", "a", "user-1", "ключ").stream().map(picker::pick))
        .map(picked -> picked.orElseThrow().name())
        .containsExactly("bäcker", "c", "bäcker", "bäcker");
  }
}
