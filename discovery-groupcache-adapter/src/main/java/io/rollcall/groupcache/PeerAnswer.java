package io.rollcall.groupcache;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a peer is answered over HTTP. Immutable.
 *
 * @param status the status, 200 if all went well
 * @param headers by their names; {@code Content-Type} among them
 * @param body the body; may be empty
 */
public record PeerAnswer(int status, Map<String, String> headers, ByteView body) {
  /** A header with the id of the pool that answers. */
  static final String POOL = "Rollcall-Pool";

  private static final String TYPE = "Content-Type";

  /** Keeps a copy of the headers. */
  public PeerAnswer {
    headers = Map.copyOf(headers);
  }

  static PeerAnswer of(ByteView body) {
    return new PeerAnswer(200, Map.of(TYPE, Wire.CONTENT_TYPE), body);
  }

  static PeerAnswer ok() {
    return of(ByteView.of(""));
  }

  static PeerAnswer error(int status, String message) {
    return new PeerAnswer(
        status, Map.of(TYPE, "text/plain; charset=utf-8"), ByteView.of(message + '\n'));
  }

  /** The same, of the pool with this id. */
  PeerAnswer signed(String pool) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put(POOL, pool);
    return new PeerAnswer(status, all, body);
  }
}
