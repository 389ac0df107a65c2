package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.keys.ReloadingKeyring;
import io.rollcall.discovery.keys.Z85;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.zmtp.Mechanism;
import io.rollcall.discovery.zmtp.NullMechanism;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.discovery.zmtp.curve.Cookies;
import io.rollcall.discovery.zmtp.curve.CurveClient;
import io.rollcall.discovery.zmtp.curve.CurveServer;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How peers that connect to each other make sure of each other: not at all, or by CURVE. Unlike a
 * server, who accepts here learns the key of the peer and decides later whether to let it in. For
 * the engine's thread only, but for {@link #of} and {@link #release}.
 */
public final class PeerSecurity {
  private final @Nullable ReloadingKeyring keyring;
  private final Engine engine;
  private final OwnKeys ownKeys = new OwnKeys();
  private final @Nullable Cookies cookies;

  private PeerSecurity(@Nullable ReloadingKeyring keyring, Engine engine) {
    this.keyring = keyring;
    this.engine = engine;
    this.cookies = keyring == null ? null : new Cookies(BouncyCastle.RANDOMNESS, engine.now());
  }

  /**
   * With the keys of these files, to be released.
   *
   * @throws DiscoveryException if a file can't be read, or the library for CURVE is missing
   */
  public static PeerSecurity of(Security security, Engine engine) {
    return new PeerSecurity(BouncyCastle.keyring(security), engine);
  }

  /** Whether connections prove keys. */
  public boolean isSealed() {
    return keyring != null;
  }

  /** The public key of this side, in Z85; empty without security. */
  public Optional<String> ownKey() {
    return Optional.ofNullable(keyring).map(ring -> ring.own().publicKey());
  }

  /** The public keys in the trusted files, in Z85. */
  public Set<String> trusted() {
    return keyring == null ? Set.of() : keyring.trusted();
  }

  /** For a connection that is accepted; of CURVE it takes any key. */
  public Mechanism accepting(SocketType type) {
    if (keyring == null || cookies == null) {
      return new NullMechanism(type);
    }
    return new CurveServer(
        type,
        ownKeys.of(keyring.own()),
        cookies,
        BouncyCastle.RANDOMNESS,
        any -> Optional.empty(),
        engine::now);
  }

  /**
   * For a connection that is made.
   *
   * @param key the public key that the far end has to prove, in Z85; not looked at without security
   * @throws IllegalArgumentException if there is security, and that is no key
   */
  public Mechanism dialling(SocketType type, String key) {
    if (keyring == null) {
      return new NullMechanism(type);
    }
    byte[] octets =
        Z85.decode(key)
            .orElseThrow(() -> new IllegalArgumentException("'" + key + "' is no key in Z85"));
    return new CurveClient(type, ownKeys.of(keyring.own()), octets, BouncyCastle.RANDOMNESS);
  }

  /** The key that the far end of an accepted connection has proved, in Z85; empty if none. */
  public static String keyOf(Mechanism mechanism) {
    byte[] proved = mechanism instanceof CurveServer curve ? curve.peerKey() : null;
    return proved == null ? "" : Z85.encode(proved);
  }

  /** The keys are not needed any more. */
  public void release() {
    if (keyring != null) {
      keyring.release();
    }
  }
}
