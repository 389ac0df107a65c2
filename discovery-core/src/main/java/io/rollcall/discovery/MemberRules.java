package io.rollcall.discovery;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a member's name, type and attributes may be, with an error that names what is not. */
final class MemberRules {
  static final int NAME_BYTES = 255;
  static final int ATTRIBUTES = 64;
  static final int KEY_BYTES = 255;
  static final int ATTRIBUTE_BYTES = 16 * 1024;

  private static final SortedMap<String, String> NONE = Collections.emptySortedMap();

  private MemberRules() {}

  static String name(String name) {
    label("name", name, 1, NAME_BYTES);
    if (name.indexOf('|') >= 0) {
      throw new IllegalArgumentException("name '" + name + "' contains '|'");
    }
    return name;
  }

  static String type(String type) {
    label("type", type, 0, NAME_BYTES);
    return type;
  }

  static SortedMap<String, String> attributes(Map<String, String> attributes) {
    if (attributes.isEmpty()) {
      return NONE;
    }
    SortedMap<String, String> sorted = new TreeMap<>();
    long total = 0;
    for (Map.Entry<String, String> each : attributes.entrySet()) {
      String key = each.getKey();
      String value = each.getValue();
      label("attribute key", key, 1, KEY_BYTES);
      total += utf8(key, "attribute key") + utf8(value, "value of attribute '" + key + "'");
      sorted.put(key, value);
    }
    if (sorted.size() > ATTRIBUTES) {
      throw new IllegalArgumentException(
          "attributes number " + sorted.size() + ", more than " + ATTRIBUTES);
    }
    if (total > ATTRIBUTE_BYTES) {
      throw new IllegalArgumentException(
          "attributes are " + total + " bytes in all, more than " + ATTRIBUTE_BYTES);
    }
    return Collections.unmodifiableSortedMap(sorted);
  }

  static void label(String what, String value, int leastBytes, int mostBytes) {
    int bytes = utf8(value, what);
    if (bytes < leastBytes || bytes > mostBytes) {
      throw new IllegalArgumentException(
          "%s '%s' is %d bytes of UTF-8, not %d to %d"
              .formatted(what, printable(value), bytes, leastBytes, mostBytes));
    }
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        throw new IllegalArgumentException(
            "%s '%s' contains the control character U+%04X at index %d"
                .formatted(what, printable(value), (int) value.charAt(i), i));
      }
    }
  }

  /** Whether {@link #name} takes it; costs nothing where it is none. */
  static boolean isName(String name) {
    int bytes = utf8(name);
    return bytes >= 1
        && bytes <= NAME_BYTES
        && name.indexOf('|') < 0
        && name.chars().noneMatch(Character::isISOControl);
  }

  private static int utf8(String value, String what) {
    int bytes = utf8(Objects.requireNonNull(value, what));
    if (bytes < 0) {
      throw new IllegalArgumentException(
          what + " '" + printable(value) + "' is not valid Unicode: a surrogate stands alone");
    }
    return bytes;
  }

  /** The length in UTF-8, or -1 where a surrogate stands alone. */
  private static int utf8(String value) {
    int bytes = 0;
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      if (Character.isHighSurrogate(each)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else if (Character.isSurrogate(each)) {
        return -1;
      } else {
        bytes += each < 0x80 ? 1 : each < 0x800 ? 2 : 3;
      }
    }
    return bytes;
  }

  private static String shortened(String value) {
    if (value.length() <= 64) {
      return value;
    }
    boolean splits = Character.isHighSurrogate(value.charAt(63));
    return value.substring(0, splits ? 63 : 64) + "…";
  }

  /** As it may stand in a message: without control characters, and not long. */
  static String printable(String value) {
    StringBuilder text = new StringBuilder();
    shortened(value)
        .chars()
        .forEach(c -> text.append(Character.isISOControl(c) ? '\uFFFD' : (char) c));
    return text.toString();
  }
}
