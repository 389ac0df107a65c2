package io.rollcall.jeromq;

import io.rollcall.discovery.guard.LimitedConnection;
import io.rollcall.discovery.survey.TokenBucket;
import java.nio.channels.SocketChannel;

/** One whose frames JeroMQ reads, and which of them may be read as what they say. Thread-safe. */
final class AcceptedConnection extends LimitedConnection {
  private final MultipartTracker parts = new MultipartTracker();
  private final ConnectionTopics topics = new ConnectionTopics();

  AcceptedConnection(
      Port port, String host, int number, SocketChannel channel, TokenBucket words, long now) {
    super(port, host, number, new TcpHandle(channel), words, now);
  }

  /** What this frame is, where its sender may speak at all. */
  synchronized FrameVerdict verdict(InboundFrame.Kind kind, byte[] frame) {
    boolean part = parts.isPart(kind);
    boolean wrong =
        port() == Port.PUB_SUB
            && kind != InboundFrame.Kind.COMMAND
            && (part || !topics.take(frame));
    if (wrong) {
      return FrameVerdict.WRONG_SUBSCRIPTION;
    }
    return part ? FrameVerdict.PART : FrameVerdict.WHOLE;
  }
}
