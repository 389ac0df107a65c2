package io.rollcall.discovery.http;

import java.util.Map;

/** A request, and the way back to who sent it. Thread-safe. It is answered once. */
public final class Exchange {
  private final HttpWire wire;
  private final Request request;

  Exchange(HttpWire wire, Request request) {
    this.wire = wire;
    this.request = request;
  }

  /** What was asked. */
  public Request request() {
    return request;
  }

  /** Answers it. Never waits: what the far end does not take at once is written as it does. */
  public void answer(Answer answer) {
    wire.engine().execute(() -> wire.answer(request, answer));
  }

  /** Begins an answer that has no length, which lasts until it is closed. */
  public Outlet stream(Map<String, String> headers) {
    Outlet outlet = new Outlet(wire);
    wire.engine().execute(() -> wire.stream(request, headers, outlet));
    return outlet;
  }
}
