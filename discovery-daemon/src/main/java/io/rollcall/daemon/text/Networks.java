package io.rollcall.daemon.text;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Networks, {@code 10.0.0.0/8,192.168.1.5,fd00::/8}; none stands for all. Immutable. */
public final class Networks {
  /** Every address there is. */
  public static final Networks ALL = new Networks(List.of(), "");

  private record Network(InetAddress address, int bits) {
    boolean contains(InetAddress other) {
      byte[] its = address.getAddress();
      byte[] others = other.getAddress();
      return its.length == others.length && Arrays.equals(cut(its), cut(others));
    }

    private byte[] cut(byte[] whole) {
      for (int bit = bits; bit < whole.length * Byte.SIZE; bit++) {
        whole[bit / Byte.SIZE] &= (byte) ~(0x80 >>> bit % Byte.SIZE);
      }
      return whole;
    }
  }

  private final List<Network> networks;
  private final String given;

  private Networks(List<Network> networks, String given) {
    this.networks = networks;
    this.given = given;
  }

  /**
   * Reads a list joined by commas.
   *
   * @throws IllegalArgumentException if one is malformed; the message holds it
   */
  public static Networks of(String list) {
    if (list.isBlank()) {
      return ALL;
    }
    List<Network> networks = new ArrayList<>();
    for (String each : list.split(",", -1)) {
      networks.add(network(each.strip()));
    }
    return new Networks(List.copyOf(networks), list);
  }

  /** Whether the address is in one of them. */
  public boolean contain(InetAddress address) {
    return networks.isEmpty() || networks.stream().anyMatch(each -> each.contains(address));
  }

  private static Network network(String given) {
    int slash = given.indexOf('/');
    InetAddress address = address(given, slash < 0 ? given : given.substring(0, slash));
    int most = address.getAddress().length * Byte.SIZE;
    String bits = slash < 0 ? String.valueOf(most) : given.substring(slash + 1);
    if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > most) {
      throw bad(given, "'" + bits + "' is not 0 to " + most);
    }
    return new Network(address, Integer.parseInt(bits));
  }

  private static InetAddress address(String given, String address) {
    // Anything else would be looked up.
    if (!address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      throw bad(given, "'" + address + "' is no IP address");
    }
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException malformed) {
      throw bad(given, "'" + address + "' is no IP address");
    }
  }

  private static IllegalArgumentException bad(String given, String why) {
    return new IllegalArgumentException("network '" + given + "': " + why);
  }

  @Override
  public String toString() {
    return given.isEmpty() ? "all" : given;
  }
}
