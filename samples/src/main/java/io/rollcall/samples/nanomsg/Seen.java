package io.rollcall.samples.nanomsg;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody sees.
 *
 * @param names who is present, sorted
 * @param left who has just left, and why, such as {@code client1 LOST}; empty if nobody, or if that
 *     is not told
 */
record Seen(List<String> names, String left) {
  private static final String SEPARATOR = "|";
  private static final String PRESENT = "present:";

  /** Has a Java process say what it sees, from now on. */
  static void sayAll(Membership membership) {
    membership.changes().subscribe(Seen::say);
  }

  private static void say(MembershipChange change) {
    String left =
        change.left().stream()
            .map(Member::name)
            .map(name -> name + " " + change.cause(name))
            .collect(Collectors.joining(", "));
    Orders.say("sees", PRESENT + String.join(SEPARATOR, change.roster().names()), left);
  }

  /** What a Java process said. */
  static Seen byJava(Line line) {
    String left = String.join(" ", line.words().subList(2, line.words().size()));
    return new Seen(names(line.value(1).substring(PRESENT.length())), left);
  }

  /** What {@code nanocat --quoted} printed: the message in quotes. The protocol has no reasons. */
  static Seen byNanocat(Line line) {
    return new Seen(names(line.word().replace("\"", "")), "");
  }

  private static List<String> names(String joined) {
    return Stream.of(joined.split("\\|")).filter(name -> !name.isEmpty()).toList();
  }

  @Override
  public String toString() {
    return left.isEmpty() ? names.toString() : names + ", left: " + left;
  }
}
