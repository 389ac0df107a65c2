package io.rollcall.http;

import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * A request whose head has come: reads its body, within the bounds, and hands the request over once
 * it is whole. Its memory counts until {@link #release}. Jetty runs it whenever more has come, on
 * one thread at a time; it never waits.
 */
abstract class Arrival extends Invocable.Task.Abstract {
  /** What the objects of a header take besides its text. */
  private static final long FIELD_OCTETS = 128;

  private final HttpLimits limits;
  private final AtomicLong allHeld;
  private final org.eclipse.jetty.server.Request head;
  private final Outgoing outgoing;
  private final Body body = new Body();
  private final AtomicLong held = new AtomicLong();
  private long read;
  private boolean isTooLong;
  private boolean isRefused;

  /**
   * Reads no body yet.
   *
   * @param allHeld how much memory all requests hold together
   */
  Arrival(
      HttpLimits limits,
      AtomicLong allHeld,
      org.eclipse.jetty.server.Request head,
      Outgoing outgoing) {
    super(InvocationType.NON_BLOCKING);
    this.limits = limits;
    this.allHeld = allHeld;
    this.head = head;
    this.outgoing = outgoing;
  }

  /** Takes the request, and releases this afterwards. */
  abstract void whole(Request request);

  /** From now on the body is read only to be thrown away. */
  abstract void drains();

  /** Looks at the head, and reads what has come of the body. */
  void begin() {
    hold(octetsOf(head));
    if (isFramedInDoubt(head)) {
      refuse(Answer.text(400, "a header 'Transfer-Encoding' in HTTP/1.0"));
    } else if (head.getLength() > mostDrained()) {
      refuse(tooLong());
    } else if (head.getLength() > limits.bodyOctets()) {
      drain();
    }
    run();
  }

  private static long octetsOf(org.eclipse.jetty.server.Request head) {
    long octets = FIELD_OCTETS + head.getHttpURI().toString().length();
    for (HttpField field : head.getHeaders()) {
      String value = field.getValue();
      octets += FIELD_OCTETS + field.getName().length() + (value == null ? 0 : value.length());
    }
    return octets;
  }

  /** Jetty refuses the other cases; see RFC 9112, 6.1. */
  private static boolean isFramedInDoubt(org.eclipse.jetty.server.Request head) {
    return head.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0
        && head.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  @Override
  @SuppressWarnings("CatchThrowable")
  public void run() {
    try {
      read();
    } catch (Throwable failed) {
      end();
      outgoing.abort(failed);
    }
  }

  private void read() {
    while (!isRefused) {
      Content.Chunk chunk = head.read();
      if (chunk == null) {
        head.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        end();
        outgoing.abort(chunk.getFailure());
        return;
      }
      take(chunk);
      if (chunk.isLast() && !isRefused) {
        if (isTooLong) {
          refuse(tooLong());
        } else {
          whole(new Request(head, body));
        }
        return;
      }
    }
  }

  private void take(Content.Chunk chunk) {
    try {
      read += chunk.remaining();
      if (read > mostDrained()) {
        refuse(tooLong());
      } else if (read > limits.bodyOctets()) {
        drain();
      } else if (!isTooLong) {
        hold(body.write(chunk.getByteBuffer()));
      }
    } finally {
      chunk.release();
    }
  }

  /**
   * How much is read of a body that is not wanted. A connection that is closed while octets are
   * unread is reset, and a sender who reads only after it has sent everything loses the answer.
   */
  private long mostDrained() {
    return 2L * limits.bodyOctets();
  }

  private void drain() {
    if (!isTooLong) {
      isTooLong = true;
      end();
      drains();
    }
  }

  private void hold(long octets) {
    held.addAndGet(octets);
    if (allHeld.addAndGet(octets) > limits.heldOctets()) {
      refuse(Answer.text(503, "too much is on its way").with("Retry-After", "2"));
    }
  }

  private void end() {
    body.drop();
    release();
  }

  /** Its memory counts no longer. Idempotent, on any thread. */
  void release() {
    allHeld.addAndGet(-held.getAndSet(0));
  }

  private Answer tooLong() {
    return Answer.text(413, "a body of more than %d octets".formatted(limits.bodyOctets()));
  }

  private void refuse(Answer why) {
    if (!isRefused) {
      isRefused = true;
      end();
      outgoing.send(why.with("Connection", "close"));
    }
  }
}
