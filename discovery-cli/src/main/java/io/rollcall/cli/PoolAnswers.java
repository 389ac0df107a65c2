package io.rollcall.cli;

import io.rollcall.cli.json.Json;
import io.rollcall.groupcache.ByteView;
import io.rollcall.groupcache.Group;
import io.rollcall.groupcache.GroupStats;
import io.rollcall.groupcache.HttpPool;
import io.rollcall.groupcache.LoadException;
import io.rollcall.http.Answer;
import io.rollcall.http.Request;
import java.io.FileNotFoundException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a pool says to whoever tries it: over HTTP {@code /?key=KEY} and {@code /stats}, as lines
 * {@code get KEY} and {@code stats}. Thread-safe.
 */
final class PoolAnswers implements PoolPort.Others {
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
  public Answer answer(Request request, String path) {
    String key = key(request.query());
    if (!request.method().equals("GET")) {
      return answer(NOT_ALLOWED, "only GET");
    } else if (path.equals("/stats")) {
      return answer(OK, Json.of(stats()));
    } else if (!path.equals("/")) {
      return answer(NOT_FOUND, "there are ?key=KEY and stats");
    } else if (key == null) {
      return answer(BAD_REQUEST, "?key=KEY is missing");
    }
    try {
      return answer(OK, group.get(key).asByteBuffer());
    } catch (LoadException failed) {
      boolean absent = failed.getCause() instanceof FileNotFoundException;
      return answer(absent ? NOT_FOUND : BAD_GATEWAY, String.valueOf(failed.getMessage()));
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

  private static Answer answer(int status, String text) {
    return answer(status, ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  private static Answer answer(int status, ByteBuffer body) {
    return new Answer(
        status,
        Map.of("Content-Type", "application/octet-stream", "X-Content-Type-Options", "nosniff"),
        body);
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
