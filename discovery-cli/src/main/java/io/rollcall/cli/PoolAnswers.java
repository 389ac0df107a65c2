package io.rollcall.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.rollcall.groupcache.ByteView;
import io.rollcall.groupcache.Group;
import io.rollcall.groupcache.GroupStats;
import io.rollcall.groupcache.HttpPool;
import io.rollcall.groupcache.LoadException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a pool says to whoever tries it: over HTTP {@code /?key=KEY} and {@code /stats}, as lines
 * {@code get KEY} and {@code stats}. Thread-safe.
 */
final class PoolAnswers implements HttpHandler {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int BAD_GATEWAY = 502;
  private static final String KEY = "key=";

  private final HttpPool pool;
  private final Group group;
  private final boolean json;

  /** For this group; with {@code json} lines are answered in JSON. */
  PoolAnswers(HttpPool pool, Group group, boolean json) {
    this.pool = pool;
    this.group = group;
    this.json = json;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String key = key(exchange.getRequestURI().getRawQuery());
    if (!exchange.getRequestMethod().equals("GET")) {
      answer(exchange, NOT_ALLOWED, "only GET");
    } else if (path.endsWith("/stats")) {
      answer(exchange, OK, Json.of(stats()));
    } else if (!path.equals(exchange.getHttpContext().getPath())) {
      answer(exchange, NOT_FOUND, "there are ?key=KEY and stats");
    } else if (key == null) {
      answer(exchange, BAD_REQUEST, "?key=KEY is missing");
    } else {
      try {
        answer(exchange, OK, group.get(key).toBytes());
      } catch (LoadException failed) {
        boolean absent = failed.getCause() instanceof FileNotFoundException;
        answer(exchange, absent ? NOT_FOUND : BAD_GATEWAY, String.valueOf(failed.getMessage()));
      }
    }
  }

  private static @Nullable String key(@Nullable String query) {
    try {
      return Stream.of(query == null ? new String[0] : query.split("&"))
          .filter(each -> each.startsWith(KEY))
          .findFirst()
          .map(each -> URLDecoder.decode(each.substring(KEY.length()), StandardCharsets.UTF_8))
          .orElse(null);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    answer(exchange, status, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /** What is printed for a line of the input. */
  String line(String line) {
    String word = line.strip();
    if (word.equals("stats")) {
      return json ? Json.of(stats()) : text(stats());
    }
    if (!word.startsWith("get ")) {
      return error("'" + word + "' is neither 'get KEY' nor 'stats'");
    }
    String key = word.substring("get ".length()).strip();
    try {
      ByteView value = group.get(key);
      return json ? Json.of(value(key, value)) : shown(value.toString());
    } catch (LoadException failed) {
      return error(failed.getMessage());
    }
  }

  private String error(@Nullable String message) {
    String text = String.valueOf(message);
    return json ? Json.of(Map.of("error", text)) : Table.clean("rollcall: " + text);
  }

  private Map<String, Object> value(String key, ByteView value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("key", key);
    fields.put("owner", pool.owner(key));
    fields.put("octets", value.size());
    fields.put("value", value.toString());
    return fields;
  }

  /** Lines stay lines. */
  private static String shown(String text) {
    return String.join("\n", text.lines().map(Table::clean).toList());
  }

  private Map<String, Object> stats() {
    GroupStats counted = group.stats();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("group", group.name());
    fields.put("self", pool.self());
    fields.put("peers", pool.peers());
    fields.put("gets", counted.gets());
    fields.put("hits", counted.hits());
    fields.put("peerLoads", counted.peerLoads());
    fields.put("peerErrors", counted.peerErrors());
    fields.put("localLoads", counted.localLoads());
    fields.put("loadErrors", counted.loadErrors());
    fields.put("serverRequests", counted.serverRequests());
    fields.put("evictions", counted.evictions());
    return fields;
  }

  private static String text(Map<String, Object> stats) {
    return Table.clean(
        String.join(
            " ",
            stats.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList()));
  }
}
