package io.rollcall.benchmarks.siege;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Frames without end on a few connections, each of which went through a proper handshake. */
abstract class Flood implements Attack {
  private static final int BATCH_OCTETS = 32 * 1024;
  private static final long NO_ROOM_NANOS = 50_000;

  /** What a connection says, frame after frame, as ZMTP has them. */
  abstract Supplier<byte[]> words(Door door);

  /** On so many connections at once. */
  int connections() {
    return 4;
  }

  /** Whether it reads what the server answers. */
  boolean reads() {
    return true;
  }

  @Override
  public final Sent run(Aim aim) {
    Sent sent = new Sent();
    Map<Stranger, Supplier<byte[]>> words = new HashMap<>();
    Held held =
        new Held(
            aim,
            sent,
            connections(),
            stranger -> {
              stranger.say(aim.door().handshake());
              words.put(stranger, words(aim.door()));
            });
    while (!aim.isOver()) {
      held.renew();
      words.keySet().retainAll(held.strangers());
      int written = 0;
      for (Stranger stranger : held.strangers()) {
        if (stranger.hasSaidAll()) {
          stranger.say(batch(Objects.requireNonNull(words.get(stranger)), sent));
        }
        written += stranger.write();
        if (reads()) {
          stranger.hear();
        }
      }
      if (written == 0) {
        LockSupport.parkNanos(NO_ROOM_NANOS);
      }
    }
    held.release();
    return sent;
  }

  private static byte[] batch(Supplier<byte[]> words, Sent sent) {
    ByteArrayOutputStream batch = new ByteArrayOutputStream(2 * BATCH_OCTETS);
    for (int messages = 0; ; messages++) {
      if (batch.size() >= BATCH_OCTETS) {
        sent.messages(messages);
        return batch.toByteArray();
      }
      batch.writeBytes(words.get());
    }
  }
}
