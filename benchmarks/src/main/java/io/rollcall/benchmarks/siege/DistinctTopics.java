package io.rollcall.benchmarks.siege;

import io.rollcall.benchmarks.thin.Zmtp;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** As many subscriptions as there is time for. */
final class DistinctTopics extends Flood {
  /** With the octet that says whether it begins or ends, no longer than a server takes it. */
  private static final int LONGEST = 1_023;

  private static final int SHORTEST = 8;

  @Override
  public String name() {
    return "topics";
  }

  @Override
  public String description() {
    return "subscriptions to random topics of 8 to 1,023 octets, none of which ever ends";
  }

  @Override
  public Set<Door> doors() {
    return EnumSet.of(Door.XPUB);
  }

  @Override
  Supplier<byte[]> words(Door door) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return () -> {
      byte[] topic = new byte[random.nextInt(SHORTEST, LONGEST + 1)];
      random.nextBytes(topic);
      return Zmtp.subscription(true, topic);
    };
  }
}
