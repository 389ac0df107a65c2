package io.rollcall.discovery.net;

import io.rollcall.discovery.lookup.Resolver;
import io.rollcall.discovery.thread.Threads;
import java.nio.ByteBuffer;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** The system's sockets, in a time that a test moves. */
public final class StillPlatform implements Platform {
  /** What its clock shows, in nanoseconds. */
  public long now;

  final List<Throwable> failures = new ArrayList<>();
  private final Random random = new Random(1);

  @Override
  public SelectorProvider sockets() {
    return SelectorProvider.provider();
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public Threads threads() {
    return Threads.SYSTEM;
  }

  @Override
  public Resolver resolver() {
    return Resolver.SYSTEM;
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public ByteBuffer buffer(int octets) {
    return ByteBuffer.allocate(octets);
  }

  @Override
  public void failed(String what, Throwable thrown) {
    failures.add(thrown);
  }
}
