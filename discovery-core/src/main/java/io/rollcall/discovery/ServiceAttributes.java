package io.rollcall.discovery;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The attributes by which a member says where it can be reached and how much it takes: one
 * convention that all of Rollcall's modules read. {@link Member} documents it.
 */
final class ServiceAttributes {
  static final String ADDRESS = "address";
  static final String NAMED_ADDRESS = ADDRESS + ".";
  static final String SECURE = "secure";
  static final String WEIGHT = "weight";
  static final String ZONE = "zone";

  /** Attributes with such keys are for the library's own modules. */
  static final String RESERVED = "rollcall.";

  static final int MOST_WEIGHT = 256;
  static final int USUAL_WEIGHT = 1;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

  private ServiceAttributes() {}

  /** The member's address; its name serves where it has no such attribute. */
  static Optional<Address> address(Member member) {
    String text = member.attributes().getOrDefault(ADDRESS, member.name());
    return Address.parse(text).map(address -> secured(address, member));
  }

  /** The address of one of the member's further ports; its only one where it has no such port. */
  static Optional<Address> address(Member member, String port) {
    String text = member.attributes().get(NAMED_ADDRESS + port);
    return text == null
        ? address(member)
        : Address.parse(text).map(address -> secured(address, member));
  }

  private static Address secured(Address address, Member member) {
    return "true".equals(member.attributes().get(SECURE)) ? address.withSecure(true) : address;
  }

  /** This member, with this host in each of its addresses that is a port alone. */
  static Member withHost(Member member, InetAddress host) {
    SortedMap<String, String> filled = new TreeMap<>(member.attributes());
    filled.replaceAll(
        (key, value) -> isAddress(key) ? Address.withHost(value, host).orElse(value) : value);
    return filled.equals(member.attributes()) ? member : member.withAttributes(filled);
  }

  /**
   * What an application means that alters a member which it has read, perhaps a while ago: an
   * address that it left as it was, with the host that had been filled in, is the port alone that
   * it had given before.
   *
   * @param given what the application said before
   * @param hosts all that have been filled in
   */
  static Member withPortsAlone(Member altered, Member given, Set<InetAddress> hosts) {
    SortedMap<String, String> meant = new TreeMap<>(altered.attributes());
    meant.replaceAll(
        (key, value) -> {
          String before = given.attributes().get(key);
          return before != null && isAddress(key) && isFilledIn(value, before, hosts)
              ? before
              : value;
        });
    return altered.withAttributes(meant);
  }

  private static boolean isFilledIn(String value, String portAlone, Set<InetAddress> hosts) {
    return hosts.stream()
        .anyMatch(host -> Address.withHost(portAlone, host).filter(value::equals).isPresent());
  }

  private static boolean isAddress(String key) {
    return key.equals(ADDRESS) || key.startsWith(NAMED_ADDRESS);
  }

  /** The member's weight; 0 where what it says is malformed, so that nobody picks it. */
  static int weight(Member member) {
    String text = member.attributes().get(WEIGHT);
    return text == null ? USUAL_WEIGHT : isWeight(text) ? Integer.parseInt(text) : 0;
  }

  private static boolean isWeight(String text) {
    return NUMBER.matcher(text).matches() && Integer.parseInt(text) <= MOST_WEIGHT;
  }

  /** What is malformed of that which the member says; the first fault by the order of its keys. */
  static Optional<String> fault(Member member) {
    return member.attributes().entrySet().stream()
        .flatMap(each -> fault(each.getKey(), each.getValue()).stream())
        .findFirst();
  }

  private static Optional<String> fault(String key, String value) {
    String shown = MemberRules.printable(value);
    if (isAddress(key)) {
      return Address.fault(value).map(why -> "%s '%s': %s".formatted(key, shown, why));
    }
    if (key.equals(WEIGHT) && !isWeight(value)) {
      return Optional.of("%s '%s' is not 0 to %d".formatted(key, shown, MOST_WEIGHT));
    }
    return key.equals(SECURE) && !value.equals("true") && !value.equals("false")
        ? Optional.of("%s '%s' is neither true nor false".formatted(key, shown))
        : Optional.empty();
  }

  /**
   * Checks what an application says of itself.
   *
   * @throws IllegalArgumentException if it has an attribute that is reserved for the library
   */
  static Member checkOwn(Member self) {
    for (Map.Entry<String, String> each : self.attributes().entrySet()) {
      if (each.getKey().startsWith(RESERVED)) {
        throw new IllegalArgumentException(
            "attribute '%s' of '%s': keys that begin with '%s' are reserved for the library"
                .formatted(each.getKey(), self.name(), RESERVED));
      }
    }
    return self;
  }
}
