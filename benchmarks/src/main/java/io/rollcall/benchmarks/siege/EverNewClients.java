package io.rollcall.benchmarks.siege;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** Joins without end. */
final class EverNewClients extends Flood {
  @Override
  public String name() {
    return "joins";
  }

  @Override
  public String description() {
    return "HELLOs, each of another client; none of them ever answers a survey";
  }

  @Override
  public Set<Door> doors() {
    return EnumSet.of(Door.ROUTER);
  }

  @Override
  Supplier<byte[]> words(Door door) {
    return () -> Impostor.fresh().hello();
  }
}
