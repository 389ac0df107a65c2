package io.rollcall.discovery;

import io.rollcall.discovery.keys.Certificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Makes keys for {@link Security#curve}, and reads the public ones. Stateless. */
public final class Keys {
  private Keys() {}

  /**
   * Makes a new pair of keys, and two certificate files of it as ZeroMQ's other libraries read and
   * write them: {@code NAME.key} with the public key, to be given away, and {@code NAME.key_secret}
   * with both, which only the owner of this process may read.
   *
   * @param folder made if it is not there
   * @param name what the files are called
   * @return the public key, 40 characters of Z85
   * @throws IllegalArgumentException if the name is no plain file name, or begins with a dot
   * @throws UncheckedIOException if a file is there already, which is left as it is, or can't be
   *     written
   * @throws DiscoveryException if this Java runtime can't make keys, for want of its module {@code
   *     jdk.crypto.ec}
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
   * Reads the public key in a certificate file, be it a public or a secret one.
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
