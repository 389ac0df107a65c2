package io.rollcall.groupcache;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.rollcall.http.HostCheck;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Answers peers in a server of the JDK that somebody else has made. Thread-safe. */
final class PeerHandler implements HttpHandler {
  private final PeerAnswers answers;
  private final HostCheck hosts;
  private final int maxBody;

  PeerHandler(PeerAnswers answers, HostCheck hosts, int maxBody) {
    this.answers = answers;
    this.hosts = hosts;
    this.maxBody = maxBody;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      PeerAnswer answer = answer(exchange, method);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      if (method.equals("HEAD") || answer.body().size() == 0) {
        exchange.sendResponseHeaders(answer.status(), -1);
        return;
      }
      exchange.sendResponseHeaders(answer.status(), answer.body().size());
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(answer.body().octets());
      }
    }
  }

  private PeerAnswer answer(HttpExchange exchange, String method) throws IOException {
    // HTTP/1.0 may have none: no browser sends that.
    String host = exchange.getRequestHeaders().getFirst("Host");
    Optional<String> refusal = hosts.refusal(host == null ? "localhost" : host);
    if (refusal.isPresent()) {
      return PeerAnswer.error(403, refusal.get());
    }
    return isTooLong(exchange)
        ? PeerAnswer.error(413, "a body of more than %d octets".formatted(maxBody))
        : answers.answer(method, exchange.getRequestURI().getRawPath(), exchange.getRequestBody());
  }

  /** By what it announces, which the JDK's server has refused if it is no number. */
  private boolean isTooLong(HttpExchange exchange) {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    return length != null && Long.parseLong(length) > maxBody;
  }
}
