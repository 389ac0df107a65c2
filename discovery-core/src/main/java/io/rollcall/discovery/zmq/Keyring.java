package io.rollcall.discovery.zmq;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.thread.LibraryThreads;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
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
final class Keyring {
  private static final Logger log = LoggerFactory.getLogger(Keyring.class);
  private static final Map<Security, Keyring> inUse = new HashMap<>();
  private static final long PAUSE_MILLIS = 1_000;

  private final Security security;
  private final Path own;
  private final Path trusted;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile Certificate ownKey;
  private volatile TrustedKeys trustedKeys;
  private String lastFault = "";
  private int users;

  private Keyring(Security security) {
    this.security = security;
    this.own = security.own().orElseThrow();
    this.trusted = security.trusted().orElseThrow();
    // The first handshake would be too late to notice that JeroMQ lacks jnacl.
    Certificate.create();
    try {
      ownKey = readOwn();
      trustedKeys = TrustedKeys.read(trusted);
    } catch (IOException unreadable) {
      throw new DiscoveryException("security: " + reason(unreadable), unreadable);
    }
    complain(String.join("; ", trustedKeys.faults()));
    thread = LibraryThreads.daemon("rollcall-keys", this::run);
    thread.start();
  }

  /**
   * The keys of these files; to be released.
   *
   * @throws DiscoveryException if they can't be read, and the message names the file; or if a
   *     library is missing, which the message names
   */
  static Keyring acquire(Security security) {
    synchronized (inUse) {
      Keyring ring = inUse.computeIfAbsent(security, Keyring::new);
      ring.users++;
      return ring;
    }
  }

  /** Not used any more; without users it is read no more. */
  void release() {
    synchronized (inUse) {
      users--;
      if (users == 0) {
        inUse.remove(security);
        thread.interrupt();
      }
    }
  }

  /** Calls this, on any thread, when keys have changed. */
  void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Calls it no more. */
  void forget(Runnable listener) {
    listeners.remove(listener);
  }

  /** The key of this process, with its secret half. */
  Certificate own() {
    return ownKey;
  }

  /** The public keys that it trusts, in Z85. */
  Set<String> trusted() {
    return trustedKeys.keys();
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
  private static String reason(IOException unreadable) {
    String message = String.valueOf(unreadable.getMessage());
    return unreadable instanceof FileSystemException ? message + " can't be read" : message;
  }

  private void run() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        look();
      }
    } catch (InterruptedException released) {
      // Nobody needs the keys any more.
    }
  }

  private void look() {
    boolean changed = false;
    String fault = "";
    try {
      Certificate read = readOwn();
      changed = !read.publicKey().equals(ownKey.publicKey());
      ownKey = read;
    } catch (IOException unreadable) {
      fault = reason(unreadable) + "; the key read before stays";
    }
    try {
      TrustedKeys read = TrustedKeys.read(trusted);
      changed |= !read.keys().equals(trustedKeys.keys());
      trustedKeys = read;
      fault = fault.isEmpty() ? String.join("; ", read.faults()) : fault;
    } catch (IOException unreadable) {
      fault = reason(unreadable) + "; the keys read before stay";
    }
    complain(fault);
    if (changed) {
      log.info("{}: the keys have changed; {} are trusted", security, trustedKeys.keys().size());
      listeners.forEach(Runnable::run);
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
