package io.rollcall.groupcache;

/**
 * Where the values of a {@link Group} come from: a database, a file, a computation. It is called by
 * several threads at once; for one key by one thread at a time, unless the key is set or removed
 * meanwhile: then the next load begins beside the one that is under way. It may ask the group for
 * other keys, but not for its own: on the same thread that fails, on another it waits for ever.
 */
@FunctionalInterface
public interface Loader {

  /**
   * Loads what a key stands for. The pool takes it for the value of this key everywhere until it
   * expires, is set or removed.
   *
   * @return the value, never null
   * @throws Exception if there is none, or it can't be loaded; nothing is cached then, and who
   *     asked gets a {@link LoadException} with this as its cause, on another process with its
   *     message
   */
  ByteView load(String key) throws Exception;
}
