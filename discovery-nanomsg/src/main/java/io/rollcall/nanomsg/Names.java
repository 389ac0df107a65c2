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

  /** What was published, in parts that may not be names; none if it is no UTF-8. */
  static Optional<List<String>> parts(byte[] published) {
    return published.length == 0
        ? Optional.of(List.of())
        : text(published).map(all -> List.of(all.split("\\|", -1)));
  }

  private static Optional<String> text(byte[] octets) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
    } catch (CharacterCodingException noText) {
      return Optional.empty();
    }
  }
}
