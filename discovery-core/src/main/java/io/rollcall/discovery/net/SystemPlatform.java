package io.rollcall.discovery.net;

import io.rollcall.discovery.log.Log;
import io.rollcall.discovery.lookup.Resolver;
import io.rollcall.discovery.thread.Threads;
import java.nio.ByteBuffer;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** The system's sockets, clock and chance. */
final class SystemPlatform implements Platform {
  private static final Log log = Log.of(Engine.class);

  private final long zero = System.nanoTime();

  @Override
  public SelectorProvider sockets() {
    return SelectorProvider.provider();
  }

  @Override
  public long now() {
    return System.nanoTime() - zero;
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
    return ThreadLocalRandom.current();
  }

  @Override
  public ByteBuffer buffer(int octets) {
    return ByteBuffer.allocateDirect(octets);
  }

  @Override
  @SuppressWarnings("CatchThrowable")
  public void failed(String what, Throwable thrown) {
    try {
      log.error("{}", what, thrown);
    } catch (Throwable noMemory) {
      // Nobody can be told; what matters is that the thread goes on.
    }
  }
}
