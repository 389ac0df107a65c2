package io.rollcall.discovery.hostile;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Session;
import java.util.UUID;

/** Frames of clients that nobody has heard of. */
final class Strangers {
  private Strangers() {}

  static Session session() {
    return new Session(Incarnation.of(System.currentTimeMillis(), UUID.randomUUID()), 1);
  }

  static byte[] answer() {
    return Codec.encode(new Answer(session(), 1));
  }
}
