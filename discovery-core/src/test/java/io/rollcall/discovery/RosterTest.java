package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RosterTest {

  @Test
  void shouldBeEmptyAtVersion0() {
    assertThat(Roster.empty().members()).isEmpty();
    assertThat(Roster.empty().names()).isEmpty();
    assertThat(Roster.empty().version()).isZero();
    assertThat(Roster.empty().find("a")).isEmpty();
  }

  @Test
  void shouldSortByNameAsStringsCompare() {
    Roster roster = roster("b", "a10", "é", "B", "a2");

    assertThat(roster.names()).containsExactly("B", "a10", "a2", "b", "é");
    assertThat(roster.members()).extracting(Member::name).isEqualTo(roster.names());
    assertThat(roster.version()).isEqualTo(7);
  }

  @Test
  void shouldCopyTheMembersAndNotLetThemBeAltered() {
    List<Member> mine = new ArrayList<>(List.of(Member.named("a")));
    Roster roster = Roster.of(mine, 1);

    mine.clear();

    assertThat(roster.names()).containsExactly("a");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> roster.members().clear());
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> roster.names().clear());
    Roster replaced = roster.replace(new TreeMap<>(), Set.of("x"));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> replaced.members().clear());
  }

  @Test
  void shouldRejectTwoMembersOfOneName() {
    List<Member> twice = List.of(Member.named("a"), Member.named("b"), Member.named("a"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Roster.of(twice, 1))
        .withMessage("two members are named 'a'");
  }

  @Test
  void shouldFindEveryMemberAndNobodyElse() {
    for (int size = 0; size < 20; size++) {
      List<Member> members = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        members.add(Member.named("m" + (char) ('a' + i)));
      }
      Roster roster = Roster.of(members, 1);

      for (Member member : members) {
        assertThat(roster.find(member.name())).containsSame(member);
        assertThat(roster.find(member.name() + "x")).isEmpty();
      }
      assertThat(roster.find("a")).isEmpty();
      assertThat(roster.find("z")).isEmpty();
    }
  }

  @Test
  void shouldSelectByTypeAndKeepTheVersion() {
    Roster roster =
        Roster.of(
            List.of(
                Member.named("c").withType("cache"),
                Member.named("b").withType("web"),
                Member.named("a").withType("cache"),
                Member.named("d")),
            7);

    assertThat(roster.ofType("cache").names()).containsExactly("a", "c");
    assertThat(roster.ofType("").names()).containsExactly("d");
    assertThat(roster.ofType("none").names()).isEmpty();
    assertThat(roster.ofType("cache").version()).isEqualTo(7);
  }

  @Test
  void shouldEqualARosterOfTheSameMembersAtAnyVersion() {
    Roster other = Roster.of(roster("b", "a").members(), 8);

    assertThat(other).isEqualTo(roster("a", "b")).hasSameHashCodeAs(roster("a", "b"));
    assertThat(other).isNotEqualTo(roster("a")).isNotEqualTo(null).isNotEqualTo("roster");
    assertThat(other)
        .isNotEqualTo(
            Roster.of(List.of(Member.named("a"), Member.named("b").withType("cache")), 8));
    assertThat(other).hasToString("roster 8 [a, b]");
  }

  @Test
  void shouldPutInAndTakeOutOneVersionLater() {
    Roster after = roster("b", "d", "f").replace(in("a", "d", "e", "g"), Set.of("f", "x"));

    assertThat(after.names()).containsExactly("a", "b", "d", "e", "g");
    assertThat(after.find("d").orElseThrow().type()).isEqualTo("new");
    assertThat(after.find("b").orElseThrow().type()).isEmpty();
    assertThat(after.version()).isEqualTo(8);
  }

  @Test
  void shouldReplaceLikeASortedMapWhateverIsPutIn() {
    Random random = new Random(42);
    Roster roster = Roster.empty();
    TreeSet<String> expected = new TreeSet<>();
    for (int i = 0; i < 500; i++) {
      String[] in = names(random);
      Set<String> out = new TreeSet<>(List.of(names(random)));
      List.of(in).forEach(out::remove);

      roster = roster.replace(in(in), out);
      expected.removeAll(out);
      expected.addAll(List.of(in));

      assertThat(roster.names()).containsExactlyElementsOf(expected);
    }
    assertThat(roster.version()).isEqualTo(500);
  }

  private static String[] names(Random random) {
    return random
        .ints(random.nextInt(4), 'a', 'j')
        .distinct()
        .mapToObj(Character::toString)
        .toArray(String[]::new);
  }

  private static Roster roster(String... names) {
    return Roster.of(Stream.of(names).map(Member::named).toList(), 7);
  }

  private static SortedMap<String, Member> in(String... names) {
    SortedMap<String, Member> in = new TreeMap<>();
    Stream.of(names).forEach(name -> in.put(name, Member.named(name).withType("new")));
    return in;
  }
}
