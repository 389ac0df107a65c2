package io.rollcall.discovery;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom a process lets in, and how it proves who it is. Immutable.
 *
 * <p>With {@link #curve} both sockets of a server speak CurveZMQ (ZeroMQ RFC 26): everything is
 * encrypted, the server proves its key, clients and subscribers theirs. Keys stand in certificate
 * files as ZeroMQ's other libraries write them; {@link Keys} makes them.
 *
 * <pre>{@code
 * Keys.create(folder, "server");            // server.key to give away, server.key_secret to keep
 * var options = Options.defaults().withSecurity(
 *     Security.curve(folder.resolve("server.key_secret"), folder.resolve("clients")));
 * }</pre>
 */
public final class Security {
  private static final Security NONE = new Security(null, null);

  private final @Nullable Path own;
  private final @Nullable Path trusted;

  private Security(@Nullable Path own, @Nullable Path trusted) {
    this.own = own;
    this.trusted = trusted;
  }

  /** Nobody proves anything, and nothing is encrypted: for networks where everybody is trusted. */
  public static Security none() {
    return NONE;
  }

  /**
   * CurveZMQ, with the keys of these files.
   *
   * <p>The files are first read by {@code start}, and read again within a second of a change,
   * without a restart. If a file can't be read, a warning is logged and the key that was read from
   * it before stays: only removing a file from the folder, or putting another key into it, revokes
   * a key.
   *
   * @param own the secret certificate of this process, {@code NAME.key_secret}
   * @param trusted the trusted certificates: a folder of public certificates, or one such file. A
   *     server trusts the keys of its clients and subscribers; those trust the keys of their
   *     servers. In a folder, folders and files whose names end in {@code _secret} or begin with a
   *     dot are ignored
   */
  public static Security curve(Path own, Path trusted) {
    return new Security(
        Objects.requireNonNull(own, "own").toAbsolutePath().normalize(),
        Objects.requireNonNull(trusted, "trusted").toAbsolutePath().normalize());
  }

  /** The secret certificate of this process; empty without security. */
  public Optional<Path> own() {
    return Optional.ofNullable(own);
  }

  /** The certificates that this process trusts; empty without security. */
  public Optional<Path> trusted() {
    return Optional.ofNullable(trusted);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Security that
        && Objects.equals(own, that.own)
        && Objects.equals(trusted, that.trusted);
  }

  @Override
  public int hashCode() {
    return Objects.hash(own, trusted);
  }

  /** The paths of the files, never the keys. */
  @Override
  public String toString() {
    return own == null ? "no security" : "CURVE, own key " + own + ", trusts " + trusted;
  }
}
