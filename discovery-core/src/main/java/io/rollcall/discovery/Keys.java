package io.rollcall.discovery;

import io.rollcall.discovery.keys.Certificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Makes keys for {@link Security#curve}, and reads the public ones. Stateless. */
public final class Keys {
  private Keys() {}

  /**
   * Makes a new key pair and writes two certificate files in the format of ZeroMQ's other
   * libraries: {@code NAME.key} with the public key, to hand out, and {@code NAME.key_secret} with
   * both keys, which only the user of this process can read.
   *
   * @param folder created if it does not exist
   * @param name what the files are called
   * @return the public key, 40 characters of Z85
   * @throws IllegalArgumentException if the name is no plain file name, or begins with a dot
   * @throws UncheckedIOException if a file exists already, which is left unchanged, or can't be
   *     written
   * @throws DiscoveryException if this Java runtime can't make keys because its module {@code
   *     jdk.crypto.ec} is missing
   */
  public static String create(Path folder, String name) {
    if (name.isBlank()
        || name.startsWith(".")
        || Path.of(name).getNameCount() != 1
        || Path.of(name).isAbsolute()
        || name.endsWith("/")) {
      throw new IllegalArgumentException("name '" + name + "' is no plain file name");
    }
    try {
      return Certificate.create().save(folder, name).publicKey();
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "keys '%s' can't be written to %s".formatted(name, folder), failed);
    }
  }

  /**
   * Reads the public key of a public or secret certificate file.
   *
   * @return 40 characters of Z85
   * @throws UncheckedIOException if the file can't be read or holds no such key; the message names
   *     it
   */
  public static String publicKey(Path certificate) {
    try {
      return Certificate.read(certificate).publicKey();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable.getMessage(), unreadable);
    }
  }
}
