package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.keys.ReloadingKeyring;
import io.rollcall.discovery.keys.Z85;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.zmtp.Mechanism;
import io.rollcall.discovery.zmtp.NullMechanism;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.discovery.zmtp.curve.Cookies;
import io.rollcall.discovery.zmtp.curve.CurveServer;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a server makes sure of who connects: not at all, or by CURVE with the keys of a {@link
 * ReloadingKeyring}. For the engine's thread only.
 */
interface ServerSecurity {
  /** What ZAP (RFC 27) answers whom it does not let in; CURVE hands it on. */
  String NOT_TRUSTED = "400";

  /** Whether connections prove their keys. */
  boolean isSealed();

  /** For a new connection. */
  Mechanism newMechanism(SocketType type);

  /** The keys that are let in, in Z85. */
  Set<String> trusted();

  /** The server runs: from now on it hears when keys have changed. */
  void begin();

  /** The server ends. */
  void release();

  /** By these keys; without keys everybody is let in. */
  static ServerSecurity of(@Nullable ReloadingKeyring keyring, Engine engine, Runnable onChange) {
    return keyring == null ? new Open() : new Sealed(keyring, engine, onChange);
  }

  /** Nobody proves anything. */
  final class Open implements ServerSecurity {
    @Override
    public boolean isSealed() {
      return false;
    }

    @Override
    public Mechanism newMechanism(SocketType type) {
      return new NullMechanism(type);
    }

    @Override
    public Set<String> trusted() {
      return Set.of();
    }

    @Override
    public void begin() {}

    @Override
    public void release() {}
  }

  /** CURVE. */
  final class Sealed implements ServerSecurity {
    private final ReloadingKeyring keyring;
    private final Engine engine;
    private final Runnable listener;
    private final Cookies cookies;
    private final OwnKeys ownKeys = new OwnKeys();

    private Sealed(ReloadingKeyring keyring, Engine engine, Runnable onChange) {
      this.keyring = keyring;
      this.engine = engine;
      this.listener = () -> engine.execute(onChange);
      this.cookies = new Cookies(BouncyCastle.RANDOMNESS, engine.now());
    }

    @Override
    public void begin() {
      keyring.onChange(listener);
    }

    @Override
    public boolean isSealed() {
      return true;
    }

    @Override
    public Mechanism newMechanism(SocketType type) {
      return new CurveServer(
          type,
          ownKeys.of(keyring.own()),
          cookies,
          BouncyCastle.RANDOMNESS,
          this::refusal,
          engine::now);
    }

    private Optional<String> refusal(byte[] key) {
      return keyring.trusted().contains(Z85.encode(key))
          ? Optional.empty()
          : Optional.of(NOT_TRUSTED);
    }

    @Override
    public Set<String> trusted() {
      return keyring.trusted();
    }

    @Override
    public void release() {
      keyring.forget(listener);
      keyring.release();
    }
  }
}
