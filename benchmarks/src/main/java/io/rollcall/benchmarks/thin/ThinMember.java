package io.rollcall.benchmarks.thin;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Closing;
import io.rollcall.discovery.wire.Message.Farewell;
import io.rollcall.discovery.wire.Message.Goodbye;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Message.Refused;
import io.rollcall.discovery.wire.Message.Survey;
import io.rollcall.discovery.wire.Message.Unknown;
import io.rollcall.discovery.wire.Message.Welcome;
import io.rollcall.discovery.wire.Session;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.UUID;

/** The least client of a Rollcall server: HELLO, an ANSWER to each SURVEY, GOODBYE. */
final class ThinMember extends ThinStay {
  private Session session =
      new Session(Incarnation.of(System.currentTimeMillis(), UUID.randomUUID()), 1);
  private boolean leaving;

  ThinMember(ThinLoop loop, InetSocketAddress address, ThinStays stays, String name) {
    super(loop, address, stays, name);
  }

  @Override
  void leave() throws IOException {
    leaving = true;
    loop.out(this);
    say(new Goodbye(session));
  }

  @Override
  void ready() throws IOException {
    if (leaving) {
      leave();
      return;
    }
    byte[] hello = Codec.encode(new Hello("", session, 0, Member.named(name)));
    saidAt = System.nanoTime();
    send(Zmtp.message(hello));
  }

  @Override
  void heard(ByteBuffer body, long length) throws IOException {
    Message message = loop.decoder.decode(body, 0);
    if (message instanceof Farewell) {
      loop.in(this);
      close();
      stays.left(this);
    } else if (leaving) {
      // It says no more than that it leaves, and ignores what was under way.
    } else if (message instanceof Survey survey) {
      loop.tally.count(Event.SURVEY);
      loop.rounds.asked(survey.round());
      say(new Answer(session, survey.round()));
      loop.rounds.answered(stays.size());
    } else if (message instanceof Welcome welcome) {
      loop.tally.count(Event.WELCOME);
      session = welcome.session();
      loop.in(this);
      stays.entered(this);
    } else if (message instanceof Unknown) {
      loop.tally.count(Event.UNKNOWN);
      ready();
    } else {
      loop.tally.count(
          message instanceof Refused
              ? Event.REFUSED
              : message instanceof Closing ? Event.CLOSING : Event.UNREADABLE);
    }
  }

  private void say(Message message) throws IOException {
    send(Zmtp.message(Codec.encode(message)));
  }
}
