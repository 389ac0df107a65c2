package io.rollcall.benchmarks.siege;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** Valid frames that say nothing new. */
final class ReplayedWords extends Flood {
  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String description() {
    return "a stranger's HELLO again and again, its ANSWER to an old round, an ANSWER and a GOODBYE"
        + " of clients that nobody knows";
  }

  @Override
  public Set<Door> doors() {
    return EnumSet.of(Door.ROUTER);
  }

  @Override
  Supplier<byte[]> words(Door door) {
    Impostor known = Impostor.fresh();
    byte[] hello = known.hello();
    byte[] answer = known.answer(1);
    int[] said = {0};
    return () ->
        switch (said[0]++ % 4) {
          case 0 -> hello;
          case 1 -> answer;
          case 2 -> Impostor.fresh().answer(1);
          default -> Impostor.fresh().goodbye();
        };
  }
}
