package io.rollcall.benchmarks.siege;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** New connections, each with random octets, half of them after a handshake. */
final class RandomOctets implements Attack {
  private static final int MOST_OCTETS = 4_096;

  /** So that what was said is read before the connection ends. */
  private static final int HELD = 200;

  @Override
  public String name() {
    return "random";
  }

  @Override
  public String description() {
    return "new connections, each with up to 4,096 random octets, half of them after a handshake";
  }

  @Override
  public Sent run(Aim aim) {
    Sent sent = new Sent();
    Deque<Stranger> held = new ArrayDeque<>();
    while (!aim.isOver()) {
      Optional<Stranger> next = Stranger.connect(aim, sent);
      if (next.isPresent()) {
        next.get().say(octets(aim.door())).write();
        sent.messages(1);
        held.add(next.get());
      }
      if (held.size() > HELD) {
        held.remove().reset();
      }
    }
    held.forEach(Stranger::reset);
    return sent;
  }

  private static byte[] octets(Door door) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    byte[] octets = new byte[random.nextInt(1, MOST_OCTETS + 1)];
    random.nextBytes(octets);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (random.nextBoolean()) {
      out.writeBytes(door.handshake());
    }
    out.writeBytes(octets);
    return out.toByteArray();
  }
}
