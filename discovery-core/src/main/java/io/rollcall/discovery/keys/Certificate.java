package io.rollcall.discovery.keys;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key, and perhaps its secret half, as it stands in a certificate file: ZeroMQ's property
 * language (RFC 4), the keys under {@code curve} in Z85 (RFC 32). Immutable.
 */
public final class Certificate {
  private static final String SECRET = ".key_secret";

  private final String publicKey;
  private final byte[] publicOctets;
  private final byte @Nullable [] secretOctets;

  private Certificate(byte[] publicOctets, byte @Nullable [] secretOctets) {
    this.publicKey = Z85.encode(publicOctets);
    this.publicOctets = publicOctets;
    this.secretOctets = secretOctets;
  }

  /**
   * New keys.
   *
   * @throws io.rollcall.discovery.DiscoveryException if this runtime can't make any
   */
  public static Certificate create() {
    KeyPair pair = KeyPair.create();
    return new Certificate(pair.publicKey(), pair.secretKey());
  }

  /**
   * The certificate in a file.
   *
   * @throws IOException if the file can't be read, or holds none; the message names it
   */
  public static Certificate read(Path file) throws IOException {
    var properties = CertificateFile.read(file);
    byte[] publicKey = key(file, "public-key", properties.get("public-key"));
    if (publicKey == null) {
      throw new IOException(file + " has no curve/public-key");
    }
    return new Certificate(publicKey, key(file, "secret-key", properties.get("secret-key")));
  }

  private static byte @Nullable [] key(Path file, String name, @Nullable String value)
      throws IOException {
    if (value == null) {
      return null;
    }
    return Z85.decode(value)
        .orElseThrow(
            () ->
                new IOException(
                    "%s: its curve/%s is not 40 characters of Z85".formatted(file, name)));
  }

  /**
   * Writes {@code NAME.key} and {@code NAME.key_secret}.
   *
   * @throws IOException if one is there already, or can't be written
   */
  public Certificate save(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    // The secret one first: without it the other is of no use.
    CertificateFile.write(
        folder.resolve(name + SECRET),
        List.of(
            "ZeroMQ CURVE secret certificate, made by Rollcall.",
            "Give it to nobody, and leave its permissions as they are."),
        name,
        publicKey,
        secretOctets().map(Z85::encode),
        ownerOnly());
    CertificateFile.write(
        folder.resolve(name + ".key"),
        List.of("ZeroMQ CURVE public certificate, made by Rollcall.", "To be given away."),
        name,
        publicKey,
        Optional.empty());
    return this;
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

  /** The public key, 32 octets. */
  public byte[] publicOctets() {
    return publicOctets.clone();
  }

  /** The secret key, 32 octets; empty if the file had none. */
  public Optional<byte[]> secretOctets() {
    return Optional.ofNullable(secretOctets).map(byte[]::clone);
  }

  /** Whether both halves are those of another. */
  boolean hasKeysOf(Certificate other) {
    return publicKey.equals(other.publicKey) && Arrays.equals(secretOctets, other.secretOctets);
  }

  /** The public key alone. */
  @Override
  public String toString() {
    return "certificate of " + publicKey;
  }
}
