package io.rollcall.mesh;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Values to payloads and back. Thread-safe.
 *
 * @param <T> a value
 */
public interface Codec<T> {
  /** Text in UTF-8. */
  Codec<String> TEXT =
      new Codec<>() {
        @Override
        public byte[] encode(String value) {
          return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] payload) throws CharacterCodingException {
          return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
        }
      };

  /** The payload of a value. */
  byte[] encode(T value);

  /**
   * The value in a payload.
   *
   * @throws Exception if it is none: {@link FailureCause#MALFORMED}
   */
  T decode(byte[] payload) throws Exception;
}
