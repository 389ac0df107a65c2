package io.rollcall.discovery.zmq;

import io.rollcall.discovery.DiscoveryException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZCert;
import org.zeromq.ZConfig;
import org.zeromq.ZMQ.Curve;

/**
 * A key, and perhaps its secret half, as it stands in a certificate file: ZeroMQ's property
 * language (RFC 4), the keys under {@code curve} in Z85 (RFC 32). Immutable.
 */
public final class Certificate {
  private static final String SECRET = ".key_secret";

  private final String publicKey;
  private final @Nullable String secretKey;

  private Certificate(String publicKey, @Nullable String secretKey) {
    this.publicKey = publicKey;
    this.secretKey = secretKey;
  }

  /**
   * New keys.
   *
   * @throws DiscoveryException if jnacl is missing, without which JeroMQ knows no CURVE
   */
  public static Certificate create() {
    try {
      Curve.KeyPair pair = Curve.generateKeyPair();
      return new Certificate(pair.publicKey, pair.secretKey);
    } catch (LinkageError missing) {
      throw new DiscoveryException(
          "security: CURVE needs the library jnacl (eu.neilalexander:jnacl), which is not there;"
              + " on the module path the JVM needs --add-modules jnacl",
          missing);
    }
  }

  /**
   * The certificate in a file.
   *
   * @throws IOException if the file can't be read, or holds none; the message names it
   */
  public static Certificate read(Path file) throws IOException {
    ZConfig config;
    try {
      config = ZConfig.load(file.toString());
    } catch (RuntimeException unreadable) {
      throw new IOException(file + " is no certificate", unreadable);
    }
    String publicKey = key(file, config, "public-key");
    if (publicKey == null) {
      throw new IOException(file + " has no curve/public-key");
    }
    return new Certificate(publicKey, key(file, config, "secret-key"));
  }

  private static @Nullable String key(Path file, ZConfig config, String name) throws IOException {
    String key = config.getValue("curve/" + name);
    if (key == null) {
      return null;
    }
    try {
      // Decoding reads characters beyond Z85 as something; only what comes back is a key.
      if (key.length() == Curve.KEY_SIZE_Z85 && Curve.z85Encode(Curve.z85Decode(key)).equals(key)) {
        return key;
      }
    } catch (RuntimeException noZ85) {
      throw new IOException(
          "%s: its curve/%s is not 40 characters of Z85".formatted(file, name), noZ85);
    }
    throw new IOException("%s: its curve/%s is not 40 characters of Z85".formatted(file, name));
  }

  /**
   * Writes {@code NAME.key} and {@code NAME.key_secret}.
   *
   * @throws IOException if one is there already, or can't be written
   */
  public Certificate save(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    ZCert cert = new ZCert(publicKey, secretKey);
    cert.setMeta("name", name);
    // The secret one first: without it the other is of no use.
    try (BufferedWriter out = create(folder.resolve(name + SECRET), ownerOnly())) {
      cert.saveSecret(out);
    }
    try (BufferedWriter out = create(folder.resolve(name + ".key"))) {
      cert.savePublic(out);
    }
    return this;
  }

  private static BufferedWriter create(Path file, FileAttribute<?>... attributes)
      throws IOException {
    Files.createFile(file, attributes);
    return Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
  }

  private static FileAttribute<?>[] ownerOnly() {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> owner =
        EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(owner)};
  }

  /** The public key, 40 characters of Z85. */
  public String publicKey() {
    return publicKey;
  }

  byte[] publicOctets() {
    return Curve.z85Decode(publicKey);
  }

  /** The secret key; empty if the file had none. */
  Optional<byte[]> secretOctets() {
    return Optional.ofNullable(secretKey).map(Curve::z85Decode);
  }

  /** The public key alone. */
  @Override
  public String toString() {
    return "certificate of " + publicKey;
  }
}
