package io.rollcall.groupcache;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers what peers ask, with the status that Go's servers give. Thread-safe. */
final class PeerAnswers {
  private final Function<String, @Nullable Group> groups;
  private final int maxBody;
  private final String id;

  /**
   * @param id of this process's pool, by which it knows its own answers
   */
  PeerAnswers(Function<String, @Nullable Group> groups, int maxBody, String id) {
    this.id = id;
    this.groups = groups;
    this.maxBody = maxBody;
  }

  PeerAnswer answer(String method, String rawPath, InputStream body) throws IOException {
    return unsigned(method, rawPath, body).signed(id);
  }

  private PeerAnswer unsigned(String method, String rawPath, InputStream body) throws IOException {
    Optional<PeerPath> path = PeerPath.parse(rawPath);
    if (path.isEmpty()) {
      return PeerAnswer.error(400, "bad request");
    }
    Group group = groups.apply(path.get().group());
    if (group == null) {
      return PeerAnswer.error(404, "no such group: " + path.get().group());
    }
    String key = path.get().key();
    return switch (method) {
      case "GET", "HEAD" -> get(group, key);
      case "PUT" -> put(group, body);
      case "DELETE" -> {
        group.removeHere(key);
        yield PeerAnswer.ok();
      }
      default -> PeerAnswer.error(405, "method not allowed: " + method);
    };
  }

  private static PeerAnswer get(Group group, String key) {
    try {
      return PeerAnswer.of(ByteView.owning(Wire.response(group.serve(key)), UnixNanos.NEVER));
    } catch (LoadException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      return PeerAnswer.error(500, String.valueOf(cause.getMessage()));
    }
  }

  /** As mailgun's server does, it takes the key from the body. */
  private PeerAnswer put(Group group, InputStream in) throws IOException {
    byte[] body = in.readNBytes(maxBody + 1);
    if (body.length > maxBody) {
      return PeerAnswer.error(413, "a body of more than %d octets".formatted(maxBody));
    }
    try {
      Wire.SetRequest request = Wire.readSetRequest(body);
      group.setHere(request.key(), request.value());
      return PeerAnswer.ok();
    } catch (IOException malformed) {
      return PeerAnswer.error(500, String.valueOf(malformed.getMessage()));
    }
  }
}
