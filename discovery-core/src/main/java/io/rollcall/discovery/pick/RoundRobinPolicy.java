package io.rollcall.discovery.pick;

import java.util.concurrent.atomic.AtomicInteger;

/** One candidate after the other, ignoring weights. */
final class RoundRobinPolicy extends Policy {
  private final AtomicInteger next = new AtomicInteger();

  @Override
  int choose(Candidates candidates) {
    return Integer.remainderUnsigned(next.getAndIncrement(), candidates.size());
  }
}
