package io.rollcall.cli.web;

import io.rollcall.http.Answer;
import io.rollcall.http.Exchange;
import io.rollcall.http.Outlet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers, each with the headers that keep the page to itself. Stateless. */
final class Reply {
  static final String JSON = "application/json";
  static final String TEXT = "text/plain; charset=utf-8";
  static final String EVENTS = "text/event-stream";

  /**
   * Nothing but the page's own files, nothing inline, nowhere inside another page; and no text
   * becomes markup: https://www.w3.org/TR/CSP3/, https://www.w3.org/TR/trusted-types/.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private Reply() {}

  static void send(Exchange exchange, int status, String type, String body) {
    exchange.answer(of(status, type, body));
  }

  static Answer of(int status, String type, String body) {
    return new Answer(
        status, headers(type), ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
  }

  /** Begins an answer without an end, of events. */
  static Outlet stream(Exchange exchange) {
    Map<String, String> headers = headers(EVENTS);
    // So that proxies pass each event on at once: nginx gathers answers unless they say this, and
    // who compresses gathers, too.
    headers.put("X-Accel-Buffering", "no");
    headers.put("Cache-Control", "no-store, no-transform");
    return exchange.stream(headers);
  }

  private static Map<String, String> headers(String type) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", type);
    headers.put("Cache-Control", "no-store");
    headers.put("Content-Security-Policy", POLICY);
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    return headers;
  }
}
