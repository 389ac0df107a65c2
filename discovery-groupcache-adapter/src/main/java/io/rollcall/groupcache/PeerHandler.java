package io.rollcall.groupcache;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers what peers ask over HTTP, with the status that Go's servers give. Thread-safe. */
final class PeerHandler implements HttpHandler {
  private static final int BUFFER = 1 << 14;

  private final Function<String, @Nullable Group> groups;
  private final int maxBody;

  private record Answer(int status, ByteView body) {
    static Answer ok() {
      return new Answer(200, ByteView.of(""));
    }

    static Answer error(int status, String message) {
      return new Answer(status, ByteView.of(message + '\n'));
    }
  }

  PeerHandler(Function<String, @Nullable Group> groups, int maxBody) {
    this.groups = groups;
    this.maxBody = maxBody;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      Answer answer = answer(method, exchange.getRequestURI().getRawPath(), exchange);
      boolean failed = answer.status() != 200;
      exchange
          .getResponseHeaders()
          .set("Content-Type", failed ? "text/plain; charset=utf-8" : Wire.CONTENT_TYPE);
      if (method.equals("HEAD") || answer.body().size() == 0) {
        exchange.sendResponseHeaders(answer.status(), -1);
        return;
      }
      exchange.sendResponseHeaders(answer.status(), answer.body().size());
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(answer.body().octets());
        if (failed) {
          out.flush();
          readOn(exchange.getRequestBody());
        }
      }
    }
  }

  /**
   * A connection that is closed while octets are unread is reset, and who still sends then loses
   * the answer that was sent before. So a body that nobody wants is read as far as a wanted one
   * would be, and once more.
   */
  private void readOn(InputStream rest) throws IOException {
    byte[] unwanted = new byte[BUFFER];
    for (long left = 2L * maxBody; left > 0; ) {
      int read = rest.read(unwanted);
      if (read < 0) {
        return;
      }
      left -= read;
    }
  }

  private Answer answer(String method, String rawPath, HttpExchange exchange) throws IOException {
    Optional<PeerPath> path = PeerPath.parse(rawPath);
    if (path.isEmpty()) {
      return Answer.error(400, "bad request");
    }
    Group group = groups.apply(path.get().group());
    if (group == null) {
      return Answer.error(404, "no such group: " + path.get().group());
    }
    String key = path.get().key();
    return switch (method) {
      case "GET", "HEAD" -> get(group, key);
      case "PUT" -> put(group, exchange);
      case "DELETE" -> {
        group.removeHere(key);
        yield Answer.ok();
      }
      default -> Answer.error(405, "method not allowed: " + method);
    };
  }

  private static Answer get(Group group, String key) {
    try {
      return new Answer(200, ByteView.owning(Wire.response(group.serve(key)), UnixNanos.NEVER));
    } catch (LoadException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      return Answer.error(500, String.valueOf(cause.getMessage()));
    }
  }

  /** As mailgun's server does, it takes the key from the body. */
  private Answer put(Group group, HttpExchange exchange) throws IOException {
    if (announced(exchange) > maxBody) {
      return tooLong();
    }
    byte[] body = exchange.getRequestBody().readNBytes(maxBody + 1);
    if (body.length > maxBody) {
      return tooLong();
    }
    try {
      Wire.SetRequest request = Wire.readSetRequest(body);
      group.setHere(request.key(), request.value());
      return Answer.ok();
    } catch (IOException malformed) {
      return Answer.error(500, String.valueOf(malformed.getMessage()));
    }
  }

  private Answer tooLong() {
    return Answer.error(413, "a body of more than %d octets".formatted(maxBody));
  }

  /** The JDK's server has refused what is no number. */
  private static long announced(HttpExchange exchange) {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    return length == null ? 0 : Long.parseLong(length);
  }
}
