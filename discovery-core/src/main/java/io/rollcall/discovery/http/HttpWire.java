package io.rollcall.discovery.http;

import io.rollcall.discovery.net.Engine;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a server: reads a request, has it answered, and reads the next. For the
 * engine's thread only, but for what is final.
 */
final class HttpWire {
  /** How long who is told of a bad request may go on sending, so that the answer reaches it. */
  private static final long LINGER = 5_000_000_000L;

  private static final int BAD_REQUEST = 400;

  private enum State {
    READING,
    ANSWERING,
    FLUSHING,
    STREAMING,
    DISCARDING,
    CLOSED
  }

  private final HttpServer server;
  private final Pipe pipe;
  private final RequestReader reader;
  private State state = State.READING;
  private long deadline;
  private @Nullable ByteBuffer early;
  private boolean peerEnded;
  private boolean chunked;
  private @Nullable Outlet outlet;
  private int held;
  private long discarded;
  private int stuck;
  private long stuckSince;

  HttpWire(HttpServer server, Pipe pipe) {
    this.server = server;
    this.pipe = pipe;
    this.reader = new RequestReader(server.limits().headOctets(), server.limits().bodyOctets());
    this.deadline = server.engine().now() + server.limits().requestTime().toNanos();
  }

  Engine engine() {
    return server.engine();
  }

  HttpLimits limits() {
    return server.limits();
  }

  /** Takes all that has come. */
  void received(ByteBuffer octets) {
    switch (state) {
      case READING -> read(octets);
      case ANSWERING, FLUSHING -> keep(octets);
      case DISCARDING -> discard(octets.remaining());
      default -> {
        // Who follows has nothing more to say.
      }
    }
    octets.position(octets.limit());
  }

  private void read(ByteBuffer octets) {
    boolean begun = reader.isBegun();
    try {
      Request request = reader.read(octets);
      hold(request == null ? reader.held() : request.octets());
      if (server.isTooMuchHeld()) {
        refuse(503, "too much is on its way");
      } else if (request != null) {
        hold(0);
        keep(octets);
        begin(request);
      } else {
        await(begun);
      }
    } catch (BadRequestException bad) {
      refuse(bad.status, String.valueOf(bad.getMessage()));
    }
  }

  /** A head must come within its time, however it drips; a body must only go on. */
  private void await(boolean begun) {
    if (!begun || !reader.isInHead()) {
      deadline = engine().now() + limits().requestTime().toNanos();
    }
    if (reader.isAwaitingContinue()) {
      pipe.write(Head.CONTINUE);
    }
  }

  private void hold(int octets) {
    server.held(octets - held);
    held = octets;
  }

  private void begin(Request request) {
    state = State.ANSWERING;
    server.busy(this);
    server.handle(new Exchange(this, request));
  }

  /** What came before its time; nobody needs to send much of that. */
  private void keep(ByteBuffer octets) {
    if (!octets.hasRemaining()) {
      return;
    }
    int before = early == null ? 0 : early.remaining();
    if (before + octets.remaining() > limits().headOctets()) {
      pipe.close("it sends without waiting for answers");
      return;
    }
    ByteBuffer all = ByteBuffer.allocate(before + octets.remaining());
    if (early != null) {
      all.put(early);
    }
    early = all.put(octets).flip();
    hold(early.remaining());
    if (server.isTooMuchHeld()) {
      pipe.close("too much is on its way");
    }
  }

  /** Answers, and goes on with the next request. */
  void answer(Request request, Answer answer) {
    if (state != State.ANSWERING) {
      return;
    }
    boolean closes = !request.isKeptAlive() || peerEnded;
    write(request.isHead(), answer, closes);
    if (closes) {
      pipe.finish("answered");
    } else if (pipe.queued() > 0) {
      // Who takes no answers is not read from either.
      state = State.FLUSHING;
    } else {
      next();
    }
  }

  private void next() {
    state = State.READING;
    deadline = engine().now() + limits().idleTime().toNanos();
    server.waits(this);
    ByteBuffer next = early;
    early = null;
    if (next != null) {
      read(next);
    }
  }

  private void write(boolean head, Answer answer, boolean closes) {
    String length = "Content-Length: " + answer.body().remaining();
    pipe.write(Head.of(answer.status(), answer.headers(), length, closes));
    if (!head && answer.body().hasRemaining()) {
      pipe.write(answer.body());
    }
  }

  /**
   * Answers what is no request. A connection that is closed while octets are unread is reset, and
   * who still sends then loses the answer; so what it sends is thrown away for a while.
   */
  private void refuse(int status, String message) {
    hold(0);
    write(false, Answer.text(status, message), true);
    state = State.DISCARDING;
    deadline = engine().now() + LINGER;
    if (peerEnded || status == BAD_REQUEST) {
      pipe.finish(message);
    }
  }

  private void discard(int octets) {
    discarded += octets;
    if (discarded > 2L * limits().bodyOctets() + limits().headOctets()) {
      pipe.close("it sends on after it was refused");
    }
  }

  void stream(Request request, Map<String, String> headers, Outlet to) {
    if (state != State.ANSWERING) {
      to.end();
      return;
    }
    state = State.STREAMING;
    outlet = to;
    chunked = request.isVersion11();
    pipe.write(Head.of(200, headers, chunked ? "Transfer-Encoding: chunked" : "", true));
  }

  void write(Outlet from, ByteBuffer octets) {
    int length = octets.remaining();
    if (state == State.STREAMING && length > 0) {
      if (chunked) {
        pipe.write(Head.octets(Integer.toHexString(length) + "\r\n"));
      }
      pipe.write(octets);
      if (chunked) {
        pipe.write(Head.octets("\r\n"));
      }
    }
    from.moved(length, pipe.queued());
  }

  void end(Outlet from) {
    if (state == State.STREAMING && outlet == from) {
      if (chunked) {
        pipe.write(Head.octets("0\r\n\r\n"));
      }
      state = State.CLOSED;
      pipe.finish("the answer has ended");
    }
  }

  void drained() {
    if (state == State.FLUSHING) {
      next();
    } else if (outlet != null) {
      outlet.moved(0, 0);
    }
  }

  /** The far end says no more; whether it is still to be answered. */
  boolean ended() {
    peerEnded = true;
    return state == State.ANSWERING;
  }

  /** Closes it if its time is over. */
  void check(long now) {
    boolean waits = state == State.READING || state == State.DISCARDING;
    if (waits && now > deadline) {
      pipe.close("no request came in time");
      return;
    }
    int queued = pipe.queued();
    if (queued != stuck || queued == 0) {
      stuck = queued;
      stuckSince = now;
    } else if (now - stuckSince > limits().patience().toNanos()) {
      pipe.close("it takes nothing of its answer");
    }
  }

  void close(String why) {
    pipe.close(why);
  }

  String address() {
    return pipe.address();
  }

  void closed() {
    state = State.CLOSED;
    hold(0);
    if (outlet != null) {
      outlet.end();
    }
  }
}
