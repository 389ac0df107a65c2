package io.rollcall.http;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Response;

/** A request, and the way back to who sent it. Thread-safe. It is answered once. */
public final class Exchange {
  private final Request request;
  private final Response response;
  private final Outgoing outgoing;
  private final AtomicBoolean answered = new AtomicBoolean();

  Exchange(Request request, Response response, Outgoing outgoing) {
    this.request = request;
    this.response = response;
    this.outgoing = outgoing;
  }

  /** What was asked. */
  public Request request() {
    return request;
  }

  /**
   * Answers it, unless it has been. Never waits: what the far end does not take is written later.
   */
  public void answer(Answer answer) {
    if (answered.compareAndSet(false, true)) {
      outgoing.send(answer);
    }
  }

  /**
   * Begins an answer that has no length, which lasts until it is closed.
   *
   * @throws IllegalStateException if it has been answered
   */
  public Outlet stream(Map<String, String> headers) {
    if (!answered.compareAndSet(false, true)) {
      throw new IllegalStateException("it has been answered");
    }
    headers.forEach(response.getHeaders()::put);
    return new Outlet(outgoing);
  }
}
