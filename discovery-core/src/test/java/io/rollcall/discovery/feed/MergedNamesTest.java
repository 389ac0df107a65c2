package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What several servers have published, as one list. Time is moved by hand. */
class MergedNamesTest {
  private final MergedNames lists = new MergedNames(100, 10);

  private void publish(long source, long now, String... names) {
    lists.published(source, new TreeSet<>(List.of(names)), now);
  }

  private List<String> names() {
    return lists.names().map(List::copyOf).orElseThrow();
  }

  @Test
  void shouldKnowNothingBeforeAServerHasPublished() {
    assertThat(lists.names()).isEmpty();
    lists.connected(1, 0);
    assertThat(lists.names()).isEmpty();
    assertThat(lists.isLive()).isFalse();
    publish(1, 1);
    assertThat(lists.names()).contains((SortedSet<String>) new TreeSet<String>());
    assertThat(lists.isLive()).isTrue();
  }

  @Test
  void shouldTakeEachListOfAServerThatStaysAsItIs() {
    lists.connected(1, 0);
    publish(1, 1, "a", "b");
    publish(1, 2, "b", "c");
    assertThat(names()).containsExactly("b", "c");
    assertThat(lists.due()).isEmpty();
  }

  @Test
  void shouldKeepTheListOfAServerThatIsGone() {
    lists.connected(1, 0);
    publish(1, 1, "a", "b");
    lists.lost(1);
    lists.tick(1_000_000);
    assertThat(names()).containsExactly("a", "b");
    assertThat(lists.isLive()).isFalse();
    assertThat(lists.due()).isEmpty();
  }

  /** A server that was restarted lists few at first. */
  @Test
  void shouldLetNobodyGoBeforeAServerThatCameBackHasSettled() {
    lists.connected(1, 0);
    publish(1, 1, "a", "b", "c");
    lists.lost(1);
    lists.connected(2, 1_000);
    publish(2, 1_010, "a");
    publish(2, 1_020, "a", "d");
    assertThat(names()).containsExactly("a", "b", "c", "d");
    assertThat(lists.due()).isEqualTo(Optional.of(1_100L));
    lists.tick(1_099);
    assertThat(names()).hasSize(4);
    lists.tick(1_100);
    assertThat(names()).containsExactly("a", "d");
  }

  /** One of gopherdiscovery says nothing until its names change, however long it has been there. */
  @Test
  void shouldKeepThemWhileAServerThatCameBackSaysNothing() {
    lists.connected(1, 0);
    publish(1, 1, "a", "b");
    lists.lost(1);
    lists.connected(2, 1_000);
    lists.tick(10_000);
    assertThat(names()).containsExactly("a", "b");
    publish(2, 20_000, "b");
    assertThat(names()).containsExactly("b");
  }

  @Test
  void shouldListWhoeverAnyServerLists() {
    lists.connected(1, 0);
    lists.connected(2, 0);
    publish(1, 500, "a", "b");
    publish(2, 500, "b", "c");
    assertThat(names()).containsExactly("a", "b", "c");
    lists.lost(2);
    assertThat(names()).containsExactly("a", "b", "c");
    lists.tick(501);
    assertThat(names()).containsExactly("a", "b");
  }

  /** A server may publish other names each time, and go. */
  @Test
  void shouldKeepNoMoreNamesThanItMayOfThoseWhoAreGone() {
    for (int i = 0; i < 5; i++) {
      lists.connected(i, 0);
      publish(i, 1, "a" + i, "b" + i, "c" + i, "d" + i);
      lists.lost(i);
    }
    assertThat(names()).containsExactly("a4", "b4", "c4", "d4");
  }

  @Test
  void shouldTakeNothingFromWhoIsGone() {
    lists.connected(1, 0);
    lists.lost(1);
    publish(1, 1, "a");
    assertThat(lists.names()).isEmpty();
  }
}
