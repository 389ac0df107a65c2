package io.rollcall.sim;

import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.agent.Transport.ServerPort;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.MalformedFrameException;
import io.rollcall.discovery.wire.Topic;
import java.util.Arrays;
import java.util.List;

/**
 * What a node of the next version would send: the same frames with one more field, and now and then
 * a frame of a kind that this version does not know. Pure: the frame alone decides.
 */
final class NextVersion {
  static final int NEW_KIND = 0x7e;
  private static final int VERSION_AT = 2;
  private static final int KIND_AT = 3;
  private static final int FIELD = 4;
  private static final int ONE_IN = 4;

  private NextVersion() {}

  /** The frames that the next version sends in place of this one, whose head is at an offset. */
  static List<byte[]> of(byte[] frame, int offset) {
    byte[] next = Arrays.copyOf(frame, frame.length + FIELD);
    next[offset + VERSION_AT] = Codec.VERSION + 1;
    if (Math.floorMod(Arrays.hashCode(frame), ONE_IN) > 0) {
      return List.of(next);
    }
    byte[] news = next.clone();
    news[offset + KIND_AT] = NEW_KIND;
    return List.of(news, next);
  }

  /** What a client of the next version sends through. */
  static ClientPort of(ClientPort port) {
    return new ClientPort() {
      @Override
      public void send(Peer to, byte[] frame) {
        of(frame, 0).forEach(each -> port.send(to, each));
      }

      @Override
      public void reconnect(Peer server) {
        port.reconnect(server);
      }
    };
  }

  /** What a server of the next version sends through. */
  static ServerPort of(ServerPort port) {
    return new ServerPort() {
      @Override
      public void send(Peer to, byte[] frame) {
        of(frame, 0).forEach(each -> port.send(to, each));
      }

      @Override
      public void ask(Peer to, byte[] frame, int answers) {
        of(frame, 0).forEach(each -> port.ask(to, each, answers));
      }

      @Override
      public void publish(byte[] frame) {
        of(frame, topicLength(frame)).forEach(port::publish);
      }

      @Override
      public int subscribers() {
        return port.subscribers();
      }

      @Override
      public long publishing() {
        return port.publishing();
      }
    };
  }

  private static int topicLength(byte[] frame) {
    try {
      return Topic.of(frame).length();
    } catch (MalformedFrameException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }
}
