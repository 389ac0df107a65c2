package io.rollcall.discovery.zmtp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The properties in which each side says what it is (RFC 37, "Metadata"). Immutable. */
public final class Metadata {
  private static final String SOCKET_TYPE = "Socket-Type";
  private static final String ROUTING_ID = "Identity";

  private final Map<String, byte[]> properties;

  private Metadata(Map<String, byte[]> properties) {
    this.properties = properties;
  }

  /** Of a socket of this type, without a routing id of its own choice. */
  public static Metadata of(SocketType type) {
    Map<String, byte[]> own = new LinkedHashMap<>();
    own.put(SOCKET_TYPE, type.name().getBytes(StandardCharsets.US_ASCII));
    if (type == SocketType.DEALER || type == SocketType.ROUTER) {
      own.put(ROUTING_ID, new byte[0]);
    }
    return new Metadata(own);
  }

  /**
   * Reads what is left of the octets.
   *
   * @throws ZmtpException if that is no list of properties
   */
  public static Metadata of(ByteBuffer octets) throws ZmtpException {
    // Names are not case-sensitive.
    Map<String, byte[]> read = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    while (octets.hasRemaining()) {
      String name = Octets.text(octets, octets.get() & 0xFF, "a property's name");
      if (name.isEmpty() || octets.remaining() < Integer.BYTES) {
        throw new ZmtpException("a property of its metadata is malformed");
      }
      read.put(name, Octets.take(octets, octets.getInt(), "a property's value"));
    }
    return new Metadata(read);
  }

  /** The type of socket that the peer says it is; empty if it does not. */
  String socketType() {
    byte[] type = properties.getOrDefault(SOCKET_TYPE, new byte[0]);
    return Octets.printable(type, 0, type.length);
  }

  public byte[] toOctets() {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (Map.Entry<String, byte[]> each : properties.entrySet()) {
      byte[] name = each.getKey().getBytes(StandardCharsets.US_ASCII);
      byte[] value = each.getValue();
      octets.write(name.length);
      octets.writeBytes(name);
      octets.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
      octets.writeBytes(value);
    }
    return octets.toByteArray();
  }
}
