package io.rollcall.benchmarks.siege;

import io.rollcall.benchmarks.thin.Zmtp;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Session;
import java.util.UUID;

/** What a client says, as frames of ZMTP, said by one who is none. Immutable. */
record Impostor(String name, Session session) {
  /** Whom nobody has heard of yet. */
  static Impostor fresh() {
    UUID id = UUID.randomUUID();
    return new Impostor(
        Names.STRANGER + id, new Session(Incarnation.of(System.currentTimeMillis(), id), 1));
  }

  byte[] hello() {
    return hello(0, Member.named(name));
  }

  byte[] hello(int update, Member member) {
    return frame(new Hello("", session, update, member));
  }

  private static byte[] frame(Message message) {
    return Zmtp.message(Codec.encode(message));
  }
}
