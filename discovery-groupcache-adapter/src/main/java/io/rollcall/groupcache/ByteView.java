package io.rollcall.groupcache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A value of the cache: octets that never change, and perhaps a time from which they count no more.
 * Immutable.
 */
public final class ByteView {
  private final byte[] octets;
  private final long expire;

  private ByteView(byte[] octets, long expire) {
    this.octets = octets;
    this.expire = expire;
  }

  /** These octets, copied; they never expire. */
  public static ByteView of(byte[] octets) {
    return new ByteView(octets.clone(), UnixNanos.NEVER);
  }

  /** This text in UTF-8; it never expires. */
  public static ByteView of(String text) {
    return new ByteView(text.getBytes(StandardCharsets.UTF_8), UnixNanos.NEVER);
  }

  /** Octets that nobody else has. */
  static ByteView owning(byte[] octets, long expire) {
    return new ByteView(octets, expire);
  }

  /**
   * The same octets, which count no more from this moment on, by the wall clock. Times that 64 bits
   * of nanoseconds since 1970 can't hold are moved to the nearest that they can.
   */
  public ByteView expiringAt(Instant moment) {
    return new ByteView(octets, UnixNanos.of(moment));
  }

  /** From when on they count no more, if ever. */
  public Optional<Instant> expiresAt() {
    return expire == UnixNanos.NEVER ? Optional.empty() : Optional.of(UnixNanos.instant(expire));
  }

  /** How many octets there are. */
  public int size() {
    return octets.length;
  }

  /**
   * The octet at this index.
   *
   * @throws ArrayIndexOutOfBoundsException if there is none
   */
  public byte at(int index) {
    return octets[index];
  }

  /** A copy of the octets. */
  public byte[] toBytes() {
    return octets.clone();
  }

  /** The octets themselves, to be read. */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(octets).asReadOnlyBuffer();
  }

  /** The octets, read as UTF-8. */
  @Override
  public String toString() {
    return new String(octets, StandardCharsets.UTF_8);
  }

  /** Whether the other holds the same octets and expires at the same time. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ByteView that
        && expire == that.expire
        && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets) * 31 + Long.hashCode(expire);
  }

  /** The octets themselves; nobody may change them. */
  byte[] octets() {
    return octets;
  }

  /** As on the wire. */
  long expire() {
    return expire;
  }

  boolean hasExpired() {
    return expire != UnixNanos.NEVER && UnixNanos.now() >= expire;
  }
}
