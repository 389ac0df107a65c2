package io.rollcall.mesh.wire;

import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.wire.MeshFrame.Branch;
import io.rollcall.mesh.wire.MeshFrame.Cancel;
import io.rollcall.mesh.wire.MeshFrame.Failure;
import io.rollcall.mesh.wire.MeshFrame.Hello;
import io.rollcall.mesh.wire.MeshFrame.Message;
import io.rollcall.mesh.wire.MeshFrame.Note;
import io.rollcall.mesh.wire.MeshFrame.Ping;
import io.rollcall.mesh.wire.MeshFrame.Pong;
import io.rollcall.mesh.wire.MeshFrame.Receipt;
import io.rollcall.mesh.wire.MeshFrame.Refused;
import io.rollcall.mesh.wire.MeshFrame.Reply;
import io.rollcall.mesh.wire.MeshFrame.Request;
import io.rollcall.mesh.wire.MeshFrame.Unknown;
import io.rollcall.mesh.wire.MeshFrame.Welcome;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames to octets and back. Stateless.
 *
 * <p>What a later version adds stands behind the fields of a frame without a payload, where this
 * one ignores it, or in a frame of a kind that this one does not know.
 */
public final class MeshCodec {
  /** The version that this codec writes. */
  public static final int VERSION = 1;

  /** The names in a frame have so many octets at most, with a length of one octet each. */
  public static final int MOST_NAMES = 1 << 20;

  /** A frame with a payload has so many octets more, at most. */
  private static final int OVERHEAD = (1 << 20) + 512;

  private static final int SIGNATURE_1 = 'R';
  private static final int SIGNATURE_2 = 'M';
  private static final int GUEST = 1;

  private static final int HELLO = 0x01;
  private static final int WELCOME = 0x02;
  private static final int REFUSED = 0x03;
  private static final int PING = 0x04;
  private static final int PONG = 0x05;
  private static final int REQUEST = 0x11;
  private static final int REPLY = 0x12;
  private static final int FAILURE = 0x13;
  private static final int CANCEL = 0x14;
  private static final int MESSAGE = 0x21;
  private static final int RECEIPT = 0x22;
  private static final int NOTE = 0x23;
  private static final int BRANCH = 0x31;
  private static final int BRANCH_FIELDS = 64;

  private MeshCodec() {}

  /** The length of the longest frame, where a payload has at most so many octets. */
  public static int longest(int payload) {
    return payload + OVERHEAD;
  }

  /** The octets of a frame. */
  public static byte[] encode(MeshFrame frame) {
    return written(frame).toOctets();
  }

  private static FrameBuilder written(MeshFrame frame) {
    if (frame instanceof Request m) {
      return new FrameBuilder(REQUEST, m.payload().length)
          .number8(m.id())
          .number2(m.command())
          .number4(m.millis())
          .raw(m.payload());
    } else if (frame instanceof Reply m) {
      return new FrameBuilder(REPLY, m.payload().length).number8(m.id()).raw(m.payload());
    } else if (frame instanceof Failure m) {
      return new FrameBuilder(FAILURE)
          .number8(m.id())
          .number1(m.cause().number())
          .longText(m.detail());
    } else if (frame instanceof Cancel m) {
      return new FrameBuilder(CANCEL, 0).number8(m.id());
    } else if (frame instanceof Message m) {
      return new FrameBuilder(MESSAGE, m.payload().length)
          .number8(m.number())
          .number8(m.oldest())
          .number2(m.command())
          .raw(m.payload());
    } else if (frame instanceof Receipt m) {
      return new FrameBuilder(RECEIPT, 0).number8(m.number()).number1(m.outcome());
    } else if (frame instanceof Note m) {
      return new FrameBuilder(NOTE, m.payload().length).number2(m.command()).raw(m.payload());
    } else if (frame instanceof Branch m) {
      return branch(m);
    } else if (frame instanceof Ping m) {
      return new FrameBuilder(PING, 0).number8(m.number());
    } else if (frame instanceof Pong m) {
      return new FrameBuilder(PONG, 0).number8(m.number());
    } else if (frame instanceof Hello m) {
      return new FrameBuilder(HELLO)
          .number1(SIGNATURE_1)
          .number1(SIGNATURE_2)
          .number1(m.version())
          .text(m.cluster())
          .identity(m.self())
          .identity(m.target())
          .number1(m.guest() ? GUEST : 0);
    } else if (frame instanceof Welcome m) {
      return new FrameBuilder(WELCOME)
          .number1(m.version())
          .identity(m.self())
          .number4(m.mostOctets());
    } else if (frame instanceof Refused m) {
      return new FrameBuilder(REFUSED).number1(m.cause().number()).longText(m.detail());
    }
    throw new IllegalArgumentException("not sent: " + frame);
  }

  private static FrameBuilder branch(Branch m) {
    List<String> texts = new ArrayList<>(m.rest());
    texts.add(m.origin());
    FrameBuilder out = FrameBuilder.ofTexts(BRANCH_FIELDS + m.payload().length, texts);
    out.number1(BRANCH).number8(m.id()).number4(m.millis());
    out.number8(m.tree().getMostSignificantBits()).number8(m.tree().getLeastSignificantBits());
    out.text(m.origin()).number2(m.command()).number2(m.limit()).number4(m.rest().size());
    m.rest().forEach(out::text);
    return out.raw(m.payload());
  }

  /**
   * The frame in these octets.
   *
   * @throws FrameException if it can't be read; the message says why
   */
  public static MeshFrame decode(byte[] octets) throws FrameException {
    Fields in = new Fields(octets);
    try {
      return read(in.number1(), in);
    } catch (BufferUnderflowException truncated) {
      throw new FrameException("a frame of " + octets.length + " octets is truncated");
    }
  }

  private static MeshFrame read(int kind, Fields in) throws FrameException {
    return switch (kind) {
      case HELLO -> hello(in);
      case WELCOME -> new Welcome(in.number1(), in.identity(), in.number4());
      case REFUSED -> new Refused(cause(in), in.longText());
      case PING -> new Ping(in.number8());
      case PONG -> new Pong(in.number8());
      case REQUEST -> new Request(in.number8(), in.number2(), in.number4(), in.rest());
      case REPLY -> new Reply(in.number8(), in.rest());
      case FAILURE -> new Failure(in.number8(), cause(in), in.longText());
      case CANCEL -> new Cancel(in.number8());
      case MESSAGE -> new Message(in.number8(), in.number8(), in.number2(), in.rest());
      case RECEIPT -> new Receipt(in.number8(), in.number1());
      case NOTE -> new Note(in.number2(), in.rest());
      case BRANCH ->
          new Branch(
              in.number8(),
              in.number4(),
              in.uuid(),
              in.text(),
              in.number2(),
              in.number2(),
              in.texts(),
              in.rest());
      default -> new Unknown(kind);
    };
  }

  private static Hello hello(Fields in) throws FrameException {
    if (in.number1() != SIGNATURE_1 || in.number1() != SIGNATURE_2) {
      throw new FrameException("not a frame of this protocol");
    }
    int version = in.number1();
    if (version == 0) {
      throw new FrameException("version 0");
    }
    return new Hello(version, in.text(), in.identity(), in.identity(), (in.number1() & GUEST) != 0);
  }

  /** One that a later version has added is told by its detail alone. */
  private static FailureCause cause(Fields in) {
    return FailureCause.of(in.number1()).orElse(FailureCause.HANDLER_FAILED);
  }
}
