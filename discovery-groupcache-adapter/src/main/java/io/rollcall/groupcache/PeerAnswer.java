package io.rollcall.groupcache;

/**
 * What a peer is answered over HTTP. Immutable.
 *
 * @param status the status, 200 if all went well
 * @param contentType the value of the header {@code Content-Type}
 * @param body the body; may be empty
 */
public record PeerAnswer(int status, String contentType, ByteView body) {
  static PeerAnswer of(ByteView body) {
    return new PeerAnswer(200, Wire.CONTENT_TYPE, body);
  }

  static PeerAnswer ok() {
    return of(ByteView.of(""));
  }

  static PeerAnswer error(int status, String message) {
    return new PeerAnswer(status, "text/plain; charset=utf-8", ByteView.of(message + '\n'));
  }
}
