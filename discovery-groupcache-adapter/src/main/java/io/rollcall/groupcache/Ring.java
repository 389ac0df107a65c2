package io.rollcall.groupcache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * How the ring is drawn on which peers and keys stand. All processes of a pool must have the same,
 * or they do not agree on who owns which key.
 */
public enum Ring {
  /** That of {@code golang/groupcache}: CRC-32 (IEEE 802.3), unsigned. */
  GOLANG {
    @Override
    long point(int replica, String peer) {
      return crc32(utf8(replica + peer));
    }

    @Override
    long key(byte[] key) {
      return crc32(key);
    }
  },

  /** That of {@code mailgun/groupcache/v2}: FNV-1 of 64 bits, signed, of an MD5 for the peers. */
  MAILGUN {
    @Override
    long point(int replica, String peer) {
      return fnv1(utf8(HexFormat.of().formatHex(md5(utf8(replica + peer)))));
    }

    @Override
    long key(byte[] key) {
      return fnv1(key);
    }
  };

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** Where a peer stands for the n-th time. */
  abstract long point(int replica, String peer);

  /** Where a key stands. */
  abstract long key(byte[] key);

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static long crc32(byte[] octets) {
    CRC32 crc = new CRC32();
    crc.update(octets);
    return crc.getValue();
  }

  private static long fnv1(byte[] octets) {
    long hash = FNV_OFFSET;
    for (byte octet : octets) {
      hash = (hash * FNV_PRIME) ^ (octet & 0xff);
    }
    return hash;
  }

  private static byte[] md5(byte[] octets) {
    try {
      return MessageDigest.getInstance("MD5").digest(octets);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("each Java platform has MD5", impossible);
    }
  }
}
