package io.rollcall.groupcache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** One call for many simultaneous callers of a key; all get what it brings. Thread-safe. */
final class SingleFlight {
  /** What is done for a key. */
  interface Flight {
    ByteView run();

    /** Keeps what it brought, unless the key was forgotten meanwhile. */
    void keep(ByteView brought);
  }

  private static final class Seat extends CompletableFuture<ByteView> {
    final Thread pilot = Thread.currentThread();

    /** Whether it failed because its thread was interrupted; set before it is completed. */
    boolean interrupted;
  }

  private final ConcurrentMap<String, Seat> underway = new ConcurrentHashMap<>();

  /**
   * Runs this for a key, or waits for who already does. Who waits for one that is interrupted runs
   * it itself.
   *
   * @throws LoadException if it fails, for those too who waited; or the calling thread is
   *     interrupted while it waits, and it stays so
   * @throws IllegalStateException if the thread that runs it for this key calls again
   */
  ByteView run(String key, Flight flight) {
    while (true) {
      Seat mine = new Seat();
      Seat other = underway.putIfAbsent(key, mine);
      if (other == null) {
        return fly(key, flight, mine);
      }
      ByteView brought = await(key, other);
      if (brought != null) {
        return brought;
      }
    }
  }

  /**
   * What is under way for a key is not kept, and who asks from now on begins anew.
   *
   * @param then done in the same step, so that who begins anew finds it done
   */
  void forget(String key, Runnable then) {
    underway.compute(
        key,
        (same, forgotten) -> {
          then.run();
          return null;
        });
  }

  private ByteView fly(String key, Flight flight, Seat seat) {
    try {
      ByteView brought = flight.run();
      land(key, flight, seat, brought);
      seat.complete(brought);
      return brought;
    } catch (Throwable failed) {
      seat.interrupted = Interruption.isBehind(failed);
      seat.completeExceptionally(failed);
      throw failed;
    } finally {
      underway.remove(key, seat);
    }
  }

  /** In one step with the look whether it was forgotten, or what is old would be kept after it. */
  private void land(String key, Flight flight, Seat seat, ByteView brought) {
    underway.computeIfPresent(
        key,
        (same, current) -> {
          if (current == seat) {
            flight.keep(brought);
          }
          return current;
        });
  }

  /** With what failed for the one who ran it, and the trace of the one who waited. */
  private static LoadException again(@Nullable Throwable failed) {
    return failed instanceof LoadException same
        ? new LoadException(String.valueOf(same.getMessage()), same.getCause())
        : new LoadException("another caller's load failed: " + failed, failed);
  }

  /** What the other brings; null if that one was interrupted. */
  private static @Nullable ByteView await(String key, Seat seat) {
    if (seat.pilot == Thread.currentThread() && !seat.isDone()) {
      throw new IllegalStateException("the loader of '%s' asks for the same key".formatted(key));
    }
    try {
      return seat.get();
    } catch (ExecutionException failed) {
      if (seat.interrupted) {
        return null;
      }
      throw again(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new LoadException(
          "interrupted while another caller loads '%s'".formatted(key), interrupted);
    }
  }
}
