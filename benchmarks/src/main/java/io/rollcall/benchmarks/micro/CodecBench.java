package io.rollcall.benchmarks.micro;

import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.MalformedFrameException;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Change;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Message.Pulse;
import io.rollcall.discovery.wire.Message.Snapshot;
import io.rollcall.discovery.wire.Message.Survey;
import io.rollcall.discovery.wire.Standing;
import java.nio.ByteBuffer;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Messages to frames and back; beside it the bytes alone. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls what is marked as setup
public class CodecBench {
  /** What is encoded; the number behind a snapshot is that of its members. */
  @Param({"HELLO", "SURVEY", "ANSWER", "PULSE", "CHANGE", "SNAPSHOT-1000"})
  public String kind;

  private Message message;
  private byte[] frame;

  /** Makes the message and its frame. */
  @Setup
  public void make() {
    Standing standing = new Standing(MemberFixtures.SERVER, "blue", 42, true, 1_000);
    message =
        switch (kind) {
          case "HELLO" -> new Hello("blue", MemberFixtures.session(1), 0, MemberFixtures.member(1));
          case "SURVEY" -> new Survey(MemberFixtures.SERVER, 99);
          case "ANSWER" -> new Answer(MemberFixtures.session(1), 99);
          case "PULSE" -> new Pulse(standing);
          case "CHANGE" -> new Change(standing, MemberFixtures.everybody(1), List.of());
          case "SNAPSHOT-1000" ->
              new Snapshot(standing, 0, 1, MemberFixtures.everybody(1_000), List.of());
          default -> throw new IllegalArgumentException("no message is called '" + kind + "'");
        };
    frame = Codec.encode(message);
  }

  /** Rollcall's. */
  @Benchmark
  public byte[] encode() {
    return Codec.encode(message);
  }

  /** Rollcall's. */
  @Benchmark
  public Message decode() throws MalformedFrameException {
    return Codec.decode(frame, 0);
  }

  /** As many bytes, put into a new buffer. */
  @Benchmark
  public byte[] put() {
    return ByteBuffer.allocate(frame.length).put(frame).array();
  }

  /** As many bytes, got out of a buffer. */
  @Benchmark
  public byte[] get() {
    byte[] bytes = new byte[frame.length];
    ByteBuffer.wrap(frame).get(bytes);
    return bytes;
  }
}
