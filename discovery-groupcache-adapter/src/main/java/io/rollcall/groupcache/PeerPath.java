package io.rollcall.groupcache;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Which key of which group a request is about: {@code /_groupcache/<group>/<key>}. */
record PeerPath(String group, String key) {
  static final String BASE = "/_groupcache/";

  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  private static final String HEX = "0123456789ABCDEF";

  /**
   * As it is sent: everything but letters, digits and {@code -._~} is percent-encoded, which all
   * servers read alike.
   */
  String encoded() {
    return BASE + encode(group) + '/' + encode(key);
  }

  /**
   * Reads the path of a request as Go does: what is percent-encoded is decoded first, then the
   * first slash ends the group.
   *
   * @param raw whatever stands before the {@link #BASE} is where the handler is mounted
   * @return empty if there is no group and key, or what is encoded is no UTF-8
   */
  static Optional<PeerPath> parse(String raw) {
    int base = raw.indexOf(BASE);
    if (base < 0) {
      return Optional.empty();
    }
    return decode(raw.substring(base + BASE.length())).flatMap(PeerPath::split);
  }

  private static Optional<PeerPath> split(String path) {
    int slash = path.indexOf('/');
    return slash < 0
        ? Optional.empty()
        : Optional.of(new PeerPath(path.substring(0, slash), path.substring(slash + 1)));
  }

  /**
   * The octets of a key, or of a group's name.
   *
   * @throws IllegalArgumentException if it has half a surrogate pair, which is no text
   */
  static byte[] utf8(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] octets = new byte[encoded.remaining()];
      encoded.get(octets);
      return octets;
    } catch (CharacterCodingException half) {
      throw new IllegalArgumentException("'%s' has half a surrogate pair".formatted(text), half);
    }
  }

  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte octet : utf8(text)) {
      if (octet > 0 && UNRESERVED.indexOf(octet) >= 0) {
        encoded.append((char) octet);
      } else {
        encoded.append('%').append(HEX.charAt((octet >> 4) & 0xf)).append(HEX.charAt(octet & 0xf));
      }
    }
    return encoded.toString();
  }

  private static Optional<String> decode(String raw) {
    if (raw.indexOf('%') < 0) {
      return Optional.of(raw);
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) == '%') {
        if (i + 2 >= raw.length()) {
          return Optional.empty();
        }
        int high = Character.digit(raw.charAt(++i), 16);
        int low = Character.digit(raw.charAt(++i), 16);
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        octets.write(high << 4 | low);
      } else {
        octets.writeBytes(raw.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      ByteBuffer all = ByteBuffer.wrap(octets.toByteArray());
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(all).toString());
    } catch (CharacterCodingException noText) {
      return Optional.empty();
    }
  }
}
