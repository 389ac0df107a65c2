package io.rollcall.benchmarks.siege;

import io.rollcall.benchmarks.thin.Zmtp;
import java.util.function.Supplier;

/** A message that never ends. */
final class EndlessMore extends Flood {
  @Override
  public String name() {
    return "endless-more";
  }

  @Override
  public String description() {
    return "one connection, one message: frames of 1,000 octets, each with MORE, without end";
  }

  @Override
  int connections() {
    return 1;
  }

  @Override
  Supplier<byte[]> words(Door door) {
    byte[] frame = Zmtp.frame(Zmtp.MORE, new byte[1_000]);
    return () -> frame;
  }
}
