package io.rollcall.discovery.keys;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.thread.LibraryThreads;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a {@link Security}, read once a second on a thread of its own, since a disk may take
 * as long as it likes. All who use the same files share one. Thread-safe.
 */
public final class ReloadingKeyring {
  private static final Logger log = LoggerFactory.getLogger(ReloadingKeyring.class);
  private static final Map<Security, ReloadingKeyring> inUse = new HashMap<>();
  private static final long PAUSE_MILLIS = 1_000;
  private static final int KEY_OCTETS = 32;

  private final Security security;
  private final Path own;
  private final Path trusted;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile Certificate ownKey;
  private volatile TrustedKeys trustedKeys;
  private String lastFault = "";
  private int users;

  private ReloadingKeyring(Security security) {
    this.security = security;
    this.own = security.own().orElseThrow();
    this.trusted = security.trusted().orElseThrow();
    try {
      ownKey = readOwn();
      trustedKeys = TrustedKeys.read(trusted, TrustedKeys.NONE);
    } catch (IOException unreadable) {
      throw new DiscoveryException("security: " + reason(unreadable), unreadable);
    }
    complain(trustedKeys.fault());
    thread = LibraryThreads.daemon("rollcall-keys", this::run);
  }

  private ReloadingKeyring begun() {
    thread.start();
    return this;
  }

  /**
   * The keys of these files; to be released.
   *
   * @throws DiscoveryException if they can't be read; the message names the file
   */
  public static ReloadingKeyring acquire(Security security) {
    synchronized (inUse) {
      ReloadingKeyring known = inUse.get(security);
      if (known != null) {
        known.users++;
        return known;
      }
    }
    // Not under the lock, for which an engine's thread may wait: a disk takes as long as it likes.
    ReloadingKeyring read = new ReloadingKeyring(security);
    synchronized (inUse) {
      ReloadingKeyring ring = inUse.computeIfAbsent(security, unknown -> read.begun());
      ring.users++;
      return ring;
    }
  }

  /** Not used any more; without users it is read no more. */
  public void release() {
    synchronized (inUse) {
      users--;
      if (users == 0) {
        inUse.remove(security);
        thread.interrupt();
      }
    }
  }

  /** Calls this, on any thread, when keys have changed. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Calls it no more. */
  public void forget(Runnable listener) {
    listeners.remove(listener);
  }

  /** The key of this process, with its secret half. */
  public Certificate own() {
    return ownKey;
  }

  /** The public keys that it trusts, in Z85. */
  public Set<String> trusted() {
    return trustedKeys.keys();
  }

  /** What the next handshake with this server takes; where no key is trusted, it will fail. */
  public ServerKey towards(Handshake server) {
    String asked = server.serverKey(trusted());
    return new ServerKey(ownKey, asked == null ? ofNobody() : Z85.decode(asked).orElseThrow());
  }

  /** A public key whose secret half nobody has. This side's own may be a server's too. */
  private static byte[] ofNobody() {
    byte[] key = new byte[KEY_OCTETS];
    new SecureRandom().nextBytes(key);
    return key;
  }

  private Certificate readOwn() throws IOException {
    Certificate read = Certificate.read(own);
    if (read.secretOctets().isEmpty()) {
      throw new IOException(
          own + " has no curve/secret-key: it is a public certificate, NAME.key_secret is wanted");
    }
    return read;
  }

  /** The file system's exceptions say the path alone; ours say what is wrong with it. */
  static String reason(IOException unreadable) {
    String message = String.valueOf(unreadable.getMessage());
    return unreadable instanceof FileSystemException ? message + " can't be read" : message;
  }

  private void run() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        lookSafely();
      }
    } catch (InterruptedException released) {
      // Nobody needs the keys any more.
    }
  }

  /** Whatever fails: the next look may not, and keys that are revoked must be noticed. */
  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException failed) {
      complain("the keys can't be read; those read before stay: " + failed);
    }
  }

  private void look() {
    boolean changed = false;
    String fault = "";
    try {
      Certificate read = readOwn();
      if (!read.hasKeysOf(ownKey)) {
        changed = true;
        ownKey = read;
      }
    } catch (IOException unreadable) {
      fault = reason(unreadable) + "; the key read before stays";
    }
    try {
      TrustedKeys read = TrustedKeys.read(trusted, trustedKeys);
      changed |= !read.keys().equals(trustedKeys.keys());
      trustedKeys = read;
      fault = fault.isEmpty() ? read.fault() : fault;
    } catch (IOException unreadable) {
      fault = reason(unreadable) + "; the keys read before stay";
    }
    complain(fault);
    if (changed) {
      log.info("{}: the keys have changed; {} are trusted", security, trustedKeys.keys().size());
      listeners.forEach(this::tell);
    }
  }

  /** One listener that fails keeps no other from hearing of the change. */
  private void tell(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException failed) {
      log.warn("{}: applying the changed keys failed", security, failed);
    }
  }

  /** Once for each fault. */
  private void complain(String fault) {
    if (!fault.isEmpty() && !fault.equals(lastFault)) {
      log.warn("{}: {}", security, fault);
    }
    lastFault = fault;
  }
}
