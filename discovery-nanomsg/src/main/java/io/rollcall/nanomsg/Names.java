package io.rollcall.nanomsg;

import io.rollcall.discovery.Member;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Names as they stand in answers and in what is published: UTF-8, joined by {@code |}. */
final class Names {
  private static final String SEPARATOR = "|";

  private Names() {}

  /**
   * The member of this name.
   *
   * @throws IllegalArgumentException if it is no name; the message says why
   */
  static Member member(byte[] name) {
    return text(name)
        .map(Member::named)
        .orElseThrow(() -> new IllegalArgumentException("a name that is no UTF-8"));
  }

  /** Sorted names as they are published. */
  static byte[] joined(List<String> names) {
    return String.join(SEPARATOR, names).getBytes(StandardCharsets.UTF_8);
  }

  /** What was published, as text; nothing if it is no UTF-8. */
  static Optional<String> published(byte[] body) {
    return text(body);
  }

  /** Programs in C send the NUL that ends their strings too. */
  private static Optional<String> text(byte[] octets) {
    int length = octets.length;
    int end = length > 0 && octets[length - 1] == 0 ? length - 1 : length;
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets, 0, end)).toString());
    } catch (CharacterCodingException noText) {
      return Optional.empty();
    }
  }
}
