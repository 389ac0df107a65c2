package io.rollcall.discovery.wire;

import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.Refusal.Reason;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Change;
import io.rollcall.discovery.wire.Message.Closing;
import io.rollcall.discovery.wire.Message.Detach;
import io.rollcall.discovery.wire.Message.Explain;
import io.rollcall.discovery.wire.Message.Explained;
import io.rollcall.discovery.wire.Message.Farewell;
import io.rollcall.discovery.wire.Message.Goodbye;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Message.Newer;
import io.rollcall.discovery.wire.Message.Pulse;
import io.rollcall.discovery.wire.Message.Refused;
import io.rollcall.discovery.wire.Message.Snapshot;
import io.rollcall.discovery.wire.Message.Survey;
import io.rollcall.discovery.wire.Message.UnacceptableHello;
import io.rollcall.discovery.wire.Message.Unknown;
import io.rollcall.discovery.wire.Message.Welcome;

/**
 * Messages to frames and back, as {@code docs/reference/protocol.md} lays them down. Stateless.
 *
 * <p>A frame of the version before or after is read as one of this version: what a later version
 * adds stands at the end of a frame, where this one ignores it, or in a frame of a kind that this
 * one does not know.
 */
public final class Codec {
  /** The version of the protocol that this codec writes. */
  public static final int VERSION = 1;

  private static final int SIGNATURE_1 = 0x52;
  private static final int SIGNATURE_2 = 0x43;

  private static final int HELLO = 0x01;
  private static final int ANSWER = 0x02;
  private static final int GOODBYE = 0x03;
  private static final int DETACH = 0x04;
  private static final int EXPLAIN = 0x05;
  private static final int WELCOME = 0x11;
  private static final int REFUSED = 0x12;
  private static final int SURVEY = 0x13;
  private static final int UNKNOWN = 0x14;
  private static final int FAREWELL = 0x15;
  private static final int CLOSING = 0x16;
  private static final int EXPLAINED = 0x17;
  private static final int PULSE = 0x21;
  private static final int CHANGE = 0x22;
  private static final int SNAPSHOT = 0x23;

  private static final int LEAST_PRESENT = 28 + 4 + 7;
  private static final int LEAST_DEPARTED = 28 + 2;

  private static final FrameReader.Field<Present> PRESENT = Codec::present;
  private static final FrameReader.Field<Tombstone> TOMBSTONE = Codec::tombstone;

  private Codec() {}

  /** The frame of a message to one peer. */
  public static byte[] encode(Message message) {
    return encode(Topic.NONE, message);
  }

  /** The frame of a message that is published on a topic. */
  public static byte[] encode(Topic topic, Message message) {
    FrameWriter out = new FrameWriter().raw(topic.octets());
    if (message instanceof Hello m) {
      head(out, HELLO).string(m.cluster()).session(m.session()).number4(m.update());
      out.member(m.member());
    } else if (message instanceof Answer m) {
      head(out, ANSWER).session(m.session()).number8(m.round());
    } else if (message instanceof Goodbye m) {
      head(out, GOODBYE).session(m.session());
    } else if (message instanceof Detach m) {
      head(out, DETACH).session(m.session());
    } else if (message instanceof Welcome m) {
      head(out, WELCOME).incarnation(m.server()).string(m.cluster()).session(m.session());
      out.number4(m.update()).number4(m.silenceMillis());
    } else if (message instanceof Refused m) {
      head(out, REFUSED).incarnation(m.server()).incarnation(m.client());
      out.number1(Code.REASON.numberOf(m.refusal().reason())).longString(m.refusal().detail());
    } else if (message instanceof Survey m) {
      head(out, SURVEY).incarnation(m.server()).number8(m.round());
    } else if (message instanceof Unknown m) {
      head(out, UNKNOWN).incarnation(m.server()).incarnation(m.client());
    } else if (message instanceof Farewell m) {
      head(out, FAREWELL).incarnation(m.server()).incarnation(m.client());
    } else if (message instanceof Explain m) {
      head(out, EXPLAIN).number4(m.request()).string(m.name());
    } else if (message instanceof Explained m) {
      ExplanationFields.write(head(out, EXPLAINED).number4(m.request()), m.explanation());
    } else if (message instanceof Closing m) {
      head(out, CLOSING).incarnation(m.server());
    } else if (message instanceof Pulse m) {
      head(out, PULSE).standing(m.standing());
    } else if (message instanceof Change m) {
      head(out, CHANGE).standing(m.standing());
      out.list(m.present(), Codec::present).list(m.tombstones(), Codec::tombstone);
    } else if (message instanceof Snapshot m) {
      head(out, SNAPSHOT).standing(m.standing()).number4(m.part()).number4(m.parts());
      out.list(m.present(), Codec::present).list(m.tombstones(), Codec::tombstone);
    } else {
      throw new IllegalArgumentException("not sent: " + message);
    }
    return out.toBytes();
  }

  /**
   * The message in a frame, from {@code offset} on; {@link Newer} for a kind that the next version
   * has added.
   *
   * @throws MalformedFrameException if it can't be read; the message says why
   */
  public static Message decode(byte[] frame, int offset) throws MalformedFrameException {
    FrameReader in = new FrameReader(frame, offset);
    if (in.number1() != SIGNATURE_1 || in.number1() != SIGNATURE_2) {
      throw new MalformedFrameException("not a frame of this protocol");
    }
    int version = in.number1();
    int kind = in.number1();
    if (Math.abs(version - VERSION) > 1 && kind != HELLO && kind != REFUSED) {
      throw new MalformedFrameException("version " + version + " is not within one of " + VERSION);
    }
    try {
      Message message = body(kind, version, in);
      if (version == VERSION && in.remaining() > 0 && !(message instanceof UnacceptableHello)) {
        throw new MalformedFrameException(
            in.remaining() + " bytes too many in a frame of kind " + kind);
      }
      return message;
    } catch (IllegalArgumentException againstTheRules) {
      throw new MalformedFrameException(String.valueOf(againstTheRules.getMessage()));
    }
  }

  private static Message body(int kind, int version, FrameReader in)
      throws MalformedFrameException {
    return switch (kind) {
      case HELLO -> hello(version, in);
      case ANSWER -> new Answer(in.session(), in.number8());
      case GOODBYE -> new Goodbye(in.session());
      case DETACH -> new Detach(in.session());
      case WELCOME ->
          new Welcome(in.incarnation(), in.string(), in.session(), in.number4(), in.number4());
      case REFUSED -> new Refused(in.incarnation(), in.incarnation(), refusal(in));
      case SURVEY -> new Survey(in.incarnation(), in.number8());
      case UNKNOWN -> new Unknown(in.incarnation(), in.incarnation());
      case FAREWELL -> new Farewell(in.incarnation(), in.incarnation());
      case EXPLAIN -> new Explain(in.number4(), in.string());
      case EXPLAINED -> new Explained(in.number4(), ExplanationFields.read(in));
      case CLOSING -> new Closing(in.incarnation());
      case PULSE -> new Pulse(in.standing());
      case CHANGE ->
          new Change(
              in.standing(), in.list(LEAST_PRESENT, PRESENT), in.list(LEAST_DEPARTED, TOMBSTONE));
      case SNAPSHOT -> snapshot(in);
      default -> unknown(kind, version);
    };
  }

  /** This version knows all kinds of its own and of the one before; the next may have more. */
  private static Newer unknown(int kind, int version) throws MalformedFrameException {
    if (version != VERSION + 1) {
      throw new MalformedFrameException("unknown kind " + kind + " of version " + version);
    }
    return new Newer(version, kind);
  }

  /** The cluster and the session stand first in every version, so that each can be refused. */
  private static Message hello(int version, FrameReader in) throws MalformedFrameException {
    String cluster = in.string();
    Session session = in.session();
    if (Math.abs(version - VERSION) > 1) {
      return unacceptable(
          session, Reason.VERSION, "version " + version + " is not within one of " + VERSION);
    }
    int update = in.number4();
    try {
      return new Hello(cluster, session, update, in.member());
    } catch (IllegalArgumentException againstTheRules) {
      return unacceptable(session, Reason.NAME, String.valueOf(againstTheRules.getMessage()));
    }
  }

  private static Snapshot snapshot(FrameReader in) throws MalformedFrameException {
    Standing standing = in.standing();
    int part = in.number4();
    int parts = in.number4();
    if (part >= parts) {
      throw new MalformedFrameException("part " + part + " of " + parts);
    }
    return new Snapshot(
        standing, part, parts, in.list(LEAST_PRESENT, PRESENT), in.list(LEAST_DEPARTED, TOMBSTONE));
  }

  private static Message unacceptable(Session session, Reason reason, String detail) {
    return new UnacceptableHello(session.client(), new Refusal(reason, detail));
  }

  private static Refusal refusal(FrameReader in) throws MalformedFrameException {
    return new Refusal(Code.REASON.at(in.number1()), in.longString());
  }

  private static Present present(FrameReader in) throws MalformedFrameException {
    return new Present(in.session(), in.number4(), in.member());
  }

  private static Tombstone tombstone(FrameReader in) throws MalformedFrameException {
    return new Tombstone(in.session(), in.string(), Code.CAUSE.at(in.number1()));
  }

  private static void present(FrameWriter out, Present each) {
    out.session(each.session()).number4(each.update()).member(each.member());
  }

  private static void tombstone(FrameWriter out, Tombstone each) {
    out.session(each.session()).string(each.name()).number1(Code.CAUSE.numberOf(each.cause()));
  }

  private static FrameWriter head(FrameWriter out, int kind) {
    return out.number1(SIGNATURE_1).number1(SIGNATURE_2).number1(VERSION).number1(kind);
  }
}
