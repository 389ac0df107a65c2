package io.rollcall.nanomsg;

import io.rollcall.nanomsg.sp.Raw;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A respondent by hand, on a thread of its own, which answers every survey in this way. */
final class RawMember implements AutoCloseable {
  private final Raw raw;
  private final Thread thread;
  private volatile byte[] name;
  private volatile boolean frozen;

  private RawMember(Raw raw, byte[] name) {
    this.raw = raw;
    this.name = name;
    this.thread = new Thread(this::answer, "respondent");
  }

  /** Of this generation's protocol number. */
  static RawMember join(String urlSurvey, int protocol, String name) throws IOException {
    return join(urlSurvey, protocol, name.getBytes(StandardCharsets.UTF_8));
  }

  static RawMember join(String urlSurvey, int protocol, byte[] name) throws IOException {
    Raw raw = Raw.to(urlSurvey).greet(protocol);
    RawMember member = new RawMember(raw, name);
    raw.greeting();
    member.thread.start();
    return member;
  }

  /** It reads on and says nothing. */
  void freeze() {
    frozen = true;
  }

  void rename(String other) {
    name = other.getBytes(StandardCharsets.UTF_8);
  }

  private void answer() {
    try {
      while (true) {
        byte[] survey = raw.receive();
        if (survey.length < 4) {
          return;
        }
        if (!frozen) {
          byte[] header = Arrays.copyOf(survey, 4);
          raw.message(ByteBuffer.allocate(4 + name.length).put(header).put(name).array());
        }
      }
    } catch (IOException | RuntimeException closed) {
      // That is how it ends.
    }
  }

  /** Until the gateway has closed its connection. */
  void awaitClosed() throws InterruptedException {
    thread.join();
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
