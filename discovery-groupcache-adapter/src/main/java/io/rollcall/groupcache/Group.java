package io.rollcall.groupcache;

import java.io.IOException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A cache of its own within a pool, with its keys, its loader and its bound. Made by {@link
 * HttpPool#group}. Thread-safe.
 */
public final class Group {
  /** Of the octets that a group may keep, this part is for copies of other peers' keys. */
  private static final int HOT_PART = 8;

  private static final int SHOWN_OF_A_KEY = 100;

  private final String name;
  private final Loader loader;
  private final Peers peers;
  private final PeerClient client;
  private final BooleanSupplier isHot;
  private final Counters counters = new Counters();
  private final ByteCache main;
  private final ByteCache hot;

  /** For who asks here; one of them asks the owner. */
  private final SingleFlight gets = new SingleFlight();

  /**
   * Loads by this process. They are apart from the gets, so that a peer's request never waits for a
   * get that waits for that peer.
   */
  private final SingleFlight loads = new SingleFlight();

  /**
   * @param isHot whether a value that came from its owner is worth a copy here
   */
  Group(
      String name,
      long maxBytes,
      Loader loader,
      Peers peers,
      PeerClient client,
      BooleanSupplier isHot) {
    this.name = name;
    this.loader = loader;
    this.peers = peers;
    this.client = client;
    this.isHot = isHot;
    this.main = new ByteCache(maxBytes - maxBytes / HOT_PART, counters.evictions::increment);
    this.hot = new ByteCache(maxBytes / HOT_PART, counters.evictions::increment);
  }

  /** Its name, the same in each process of the pool. */
  public String name() {
    return name;
  }

  /**
   * What a key stands for: from a cache of this process, else from the peer that owns the key, else
   * from the loader. Where the owner can't be asked in time or answers an error, the loader of this
   * process is called. Of simultaneous callers of a key one does so, and the others wait for it.
   *
   * @throws LoadException if the loader fails, here, or where the key was loaded for another
   *     caller; or the calling thread is interrupted while it waits, and it stays so
   * @throws IllegalArgumentException if the key has half a surrogate pair
   * @throws IllegalStateException if the loader of a key asks for the same key
   */
  public ByteView get(String key) {
    ByteView cached = cached(key);
    if (cached != null) {
      counters.hits.increment();
      return cached;
    }
    counters.misses.increment();
    return gets.run(key, new Get(key));
  }

  /** For a peer: it is never passed on, so that peers that disagree don't wait for each other. */
  ByteView serve(String key) {
    counters.serverRequests.increment();
    ByteView cached = cached(key);
    if (cached != null) {
      counters.hits.increment();
      return cached;
    }
    counters.misses.increment();
    return load(key);
  }

  private @Nullable ByteView cached(String key) {
    ByteView own = main.get(key);
    return own != null ? own : hot.get(key);
  }

  /** From the owner, or from here in its stead. */
  private final class Get implements SingleFlight.Flight {
    private final String key;
    private @Nullable String askedOf;

    Get(String key) {
      this.key = key;
    }

    @Override
    public ByteView run() {
      // The one who loaded it may just have landed.
      ByteView cached = cached(key);
      if (cached != null) {
        return cached;
      }
      String owner = peers.remoteOwner(key);
      if (owner != null) {
        try {
          ByteView value = client.get(owner, new PeerPath(name, key));
          counters.peerLoads.increment();
          askedOf = owner;
          return value;
        } catch (IOException unanswered) {
          counters.peerErrors.increment();
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw failed("loaded", key, interrupted);
        }
      }
      return load(key);
    }

    @Override
    public void keep(ByteView brought) {
      if (askedOf != null && isHot.getAsBoolean()) {
        hot.put(key, brought);
        // A swap of the peers after this finds the copy by itself.
        if (!askedOf.equals(peers.remoteOwner(key))) {
          hot.remove(key);
        }
      }
    }
  }

  /** From the loader, unless another caller's load has just landed. */
  private final class Load implements SingleFlight.Flight {
    private final String key;
    private boolean called;

    Load(String key) {
      this.key = key;
    }

    @Override
    public ByteView run() {
      ByteView cached = main.get(key);
      if (cached != null) {
        return cached;
      }
      called = true;
      return callLoader(key);
    }

    @Override
    public void keep(ByteView brought) {
      if (called) {
        main.put(key, brought);
      }
    }
  }

  private ByteView load(String key) {
    return loads.run(key, new Load(key));
  }

  private ByteView callLoader(String key) {
    try {
      ByteView value = Objects.requireNonNull(loader.load(key), "the loader returned null");
      counters.localLoads.increment();
      return value;
    } catch (Exception failed) {
      counters.loadErrors.increment();
      if (failed instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw failed("loaded", key, failed);
    }
  }

  /**
   * Gives a key a value, at its owner, and makes the other peers drop their copies. A get that runs
   * at the same time may still bring what the key stood for before.
   *
   * @throws LoadException if the owner or another peer can't be told; whoever could be told was
   * @throws IllegalArgumentException if the key has half a surrogate pair
   */
  public void set(String key, ByteView value) {
    String owner = peers.remoteOwner(key);
    Telling telling = new Telling(peers, client, new PeerPath(name, key));
    if (owner == null) {
      setHere(key, value);
    } else {
      telling.put(owner, value);
      telling.await();
      removeHere(key);
    }
    telling.deleteAtAllBut(owner);
    finish(telling, "set everywhere", key);
  }

  /**
   * Makes all peers drop a key, the owner first; the next get loads it anew.
   *
   * @throws LoadException if a peer can't be told; whoever could be told was
   * @throws IllegalArgumentException if the key has half a surrogate pair
   */
  public void remove(String key) {
    String owner = peers.remoteOwner(key);
    Telling telling = new Telling(peers, client, new PeerPath(name, key));
    if (owner != null) {
      telling.delete(owner);
      telling.await();
    }
    removeHere(key);
    telling.deleteAtAllBut(owner);
    finish(telling, "removed everywhere", key);
  }

  private void finish(Telling telling, String what, String key) {
    telling.await();
    Exception failure = telling.failure();
    if (failure != null) {
      throw failed(what, key, failure);
    }
  }

  /** A peer that takes this process for the owner gives a key its value. */
  void setHere(String key, ByteView value) {
    gets.forget(key, () -> hot.remove(key));
    loads.forget(key, () -> main.put(key, value));
  }

  void removeHere(String key) {
    gets.forget(key, () -> hot.remove(key));
    loads.forget(key, () -> main.remove(key));
  }

  /** Drops copies of other peers' keys. */
  void dropHot(Predicate<String> which) {
    hot.removeIf(which);
  }

  /** What it has counted since it was made. */
  public GroupStats stats() {
    return counters.now();
  }

  private LoadException failed(String what, String key, Exception cause) {
    String shown = key.length() > SHOWN_OF_A_KEY ? key.substring(0, SHOWN_OF_A_KEY) + "…" : key;
    return new LoadException(
        "the key '%s' of the group '%s' can't be %s: %s"
            .formatted(shown, name, what, cause.getMessage()),
        cause);
  }
}
