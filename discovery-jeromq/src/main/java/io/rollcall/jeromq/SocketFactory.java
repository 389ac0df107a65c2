package io.rollcall.jeromq;

import io.rollcall.discovery.keys.Certificate;
import io.rollcall.discovery.keys.ServerKey;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Makes sockets with the options that JeroMQ 0.6.0 needs to be safe and quick. */
final class SocketFactory {
  /** What a socket receives of its own when the far end is gone; no message of the protocol. */
  static final byte[] GONE = {0};

  /** A hello is at most 16 KB of attributes, and what frames them. */
  private static final long CLIENT_MESSAGE = 32 * 1024;

  /** A subscription; a deep one overflows the stack of the thread that reads it. */
  private static final long SUBSCRIPTION = 1024;

  private static final long PUBLISHED_MESSAGE = 1024 * 1024;

  /** What CURVE adds to a message. */
  private static final long SEALED = 33;

  private static final int HANDSHAKE_MILLIS = 2_000;

  /**
   * To prove a key costs either end 13 ms. Where many come at once to a busy machine, those that
   * are given up come again, and the work done for them is lost: then nobody ever gets in.
   */
  static final int SEALED_HANDSHAKE_MILLIS = 10_000;

  private static final int BACKLOG = 4096;

  private SocketFactory() {}

  static ZMQ.Socket router(SocketLoop loop, @Nullable Certificate own, InboundFrame.Filter filter) {
    ZMQ.Socket socket = bound(loop.socket(SocketType.ROUTER), CLIENT_MESSAGE, own, filter);
    socket.setRouterMandatory(true);
    socket.base().setSocketOpt(zmq.ZMQ.ZMQ_DISCONNECT_MSG, GONE);
    return socket;
  }

  static ZMQ.Socket xpub(SocketLoop loop, @Nullable Certificate own, InboundFrame.Filter filter) {
    return bound(loop.socket(SocketType.XPUB), SUBSCRIPTION, own, filter);
  }

  static ZMQ.Socket dealer(SocketLoop loop, @Nullable ServerKey key) {
    ZMQ.Socket socket = connecting(loop.socket(SocketType.DEALER), CLIENT_MESSAGE, key);
    socket.base().setSocketOpt(zmq.ZMQ.ZMQ_HICCUP_MSG, GONE);
    return socket;
  }

  static ZMQ.Socket sub(SocketLoop loop, @Nullable ServerKey key) {
    return connecting(loop.socket(SocketType.SUB), PUBLISHED_MESSAGE, key);
  }

  /** Has a bound socket prove this key to those who connect from now on. */
  static void prove(ZMQ.Socket socket, Certificate own) {
    socket.setCurveSecretKey(secret(own));
  }

  private static ZMQ.Socket bound(
      ZMQ.Socket socket, long maxMessage, @Nullable Certificate own, InboundFrame.Filter filter) {
    // Without security nobody answers for this domain, and the mechanism NULL then asks nobody. But
    // JeroMQ turns away what is no ZMTP 3, which it would else take for an old version and hand
    // over.
    socket.setZapDomain("rollcall");
    socket.setBacklog(BACKLOG);
    if (own != null) {
      socket.setCurveServer(true);
      prove(socket, own);
    }
    return guarded(socket, maxMessage, own != null, filter);
  }

  private static ZMQ.Socket connecting(
      ZMQ.Socket socket, long maxMessage, @Nullable ServerKey key) {
    // JeroMQ's own jitter is one first interval; clients that differ in it do not return as one.
    socket.setReconnectIVL(10 + ThreadLocalRandom.current().nextInt(15));
    socket.setReconnectIVLMax(key == null ? 500 : 2_000);
    if (key != null) {
      socket.setCurvePublicKey(key.own().publicOctets());
      socket.setCurveSecretKey(secret(key.own()));
      socket.setCurveServerKey(key.server());
    }
    return guarded(socket, maxMessage, key != null, new OneFarEnd());
  }

  private static byte[] secret(Certificate own) {
    return own.secretOctets().orElseThrow();
  }

  private static ZMQ.Socket guarded(
      ZMQ.Socket socket, long maxMessage, boolean sealed, InboundFrame.Filter filter) {
    long maxFrame = sealed ? maxMessage + SEALED : maxMessage;
    socket.setLinger(0);
    socket.setMaxMsgSize(maxFrame);
    socket.setHandshakeIvl(sealed ? SEALED_HANDSHAKE_MILLIS : HANDSHAKE_MILLIS);
    if (sealed) {
      // What waits at a full queue is handed over as it came, sealed (JeroMQ issue 1009).
      socket.setRcvHWM(0);
    }
    // A negative length passes JeroMQ's check of the size, and its lower half comes here: if that
    // is negative too it would loop for ever, and 2^31-1 would end the io thread.
    socket.setMsgAllocator(
        size -> new InboundFrame(size < 0 || size > maxFrame ? 0 : size, filter));
    return socket;
  }

  /** Of a socket that connects to one far end. */
  private static final class OneFarEnd implements InboundFrame.Filter {
    private final MultipartTracker parts = new MultipartTracker();

    @Override
    public FrameVerdict judge(String address, InboundFrame.Kind kind, byte[] frame) {
      return parts.isPart(kind) ? FrameVerdict.PART : FrameVerdict.WHOLE;
    }
  }
}
