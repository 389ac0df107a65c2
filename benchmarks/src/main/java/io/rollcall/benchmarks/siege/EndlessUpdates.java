package io.rollcall.benchmarks.siege;

import io.rollcall.discovery.Member;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** One member that says something else of itself all the time. */
final class EndlessUpdates extends Flood {
  @Override
  public String name() {
    return "updates";
  }

  @Override
  public String description() {
    return "one stranger is let in, and changes an attribute of 1,000 octets without end";
  }

  @Override
  public Set<Door> doors() {
    return EnumSet.of(Door.ROUTER);
  }

  @Override
  int connections() {
    return 1;
  }

  @Override
  Supplier<byte[]> words(Door door) {
    Impostor admitted = Impostor.fresh();
    int[] update = {0};
    return () -> {
      String value = "%01000d".formatted(++update[0]);
      return admitted.hello(
          update[0], Member.named(admitted.name()).withAttribute("counter", value));
    };
  }
}
