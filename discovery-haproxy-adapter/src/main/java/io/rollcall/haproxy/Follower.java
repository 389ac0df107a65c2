package io.rollcall.haproxy;

import io.rollcall.discovery.FeedSubscription;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.thread.LibraryThreads;
import io.rollcall.discovery.thread.Uninterruptibly;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that keeps HAProxy as a membership wants it. */
final class Follower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Follower.class);

  private final String name;
  private final MembershipWatch watch;
  private final Lookups lookups;
  private final Once memberWarnings = new Once(log);
  private final Once troubles = new Once(log);
  private final WantedServers wanted;
  private final Reconciler reconciler;
  private final CheckBackoff backoff;
  private final FeedSubscription changes;
  private final FeedSubscription states;
  private final Thread thread;
  private volatile boolean closed;
  private boolean troubled;

  private Follower(
      Endpoint endpoint, String backend, HaproxyOptions options, Membership membership) {
    name = "backend " + backend + " of " + endpoint;
    watch = new MembershipWatch(membership);
    lookups = new Lookups(InetAddress::getAllByName, System::nanoTime, watch::wake);
    wanted =
        new WantedServers(
            options,
            lookups::find,
            (member, problem) ->
                memberWarnings.warn(
                    member,
                    "%s: member '%s' can't be followed: %s".formatted(name, member, problem)));
    reconciler =
        new Reconciler(
            new RuntimeApi(endpoint, lookups::find, options.timeout()), backend, options);
    backoff = new CheckBackoff(options.check());
    changes = membership.changes().subscribe(watch::changed);
    states = membership.states().subscribe(state -> watch.wake());
    thread = LibraryThreads.daemon("rollcall-haproxy " + backend, this::run);
  }

  static Follower start(
      Endpoint endpoint, String backend, HaproxyOptions options, Membership membership) {
    Follower follower = new Follower(endpoint, backend, options, membership);
    try {
      follower.thread.start();
    } catch (Error noThread) {
      follower.close();
      throw noThread;
    }
    return follower;
  }

  private void run() {
    while (!closed) {
      try {
        watch.await(look());
      } catch (InterruptedException closing) {
        // Only close interrupts.
      }
    }
  }

  /**
   * Looks once; returns the nanoseconds until it ought to look again. Whatever fails, an Error too,
   * is tried again: nothing but {@link #close} ends the thread, and nothing could start another.
   */
  private long look() {
    try {
      boolean done = follow();
      well();
      return done ? backoff.settledNs() : backoff.againNs();
    } catch (Throwable failed) {
      tell(failed);
      return backoff.againNs();
    }
  }

  private void tell(Throwable failed) {
    try {
      trouble(failed);
    } catch (Throwable untold) {
      // Without memory there may be none for a line of the log either. The next look tells.
    }
  }

  /** Returns whether all is done. */
  private boolean follow() throws IOException {
    try {
      MembershipSnapshot snapshot = watch.now();
      memberWarnings.retain(snapshot.roster().names());
      DesiredState desired = wanted.desired(snapshot);
      boolean done = reconciler.reconcile(desired, System.nanoTime());
      if (desired.live()) {
        watch.forget(snapshot);
      }
      return done;
    } finally {
      lookups.sweep();
    }
  }

  private void well() {
    if (troubled) {
      log.info("{}: all is well again", name);
      troubled = false;
      troubles.retain(Set.of());
    }
  }

  /** One line for each kind of failure, until all is well again. */
  private void trouble(Throwable failed) {
    if (closed) {
      return;
    }
    troubled = true;
    Throwable cause = failed.getCause() == null ? failed : failed.getCause();
    if (failed instanceof IOException) {
      troubles.warn(
          cause.getClass().getName(),
          failed.getMessage() + "; its servers stay as they are, and it tries again");
    } else {
      troubles.warn(cause.getClass().getName(), name + " can't be followed: " + failed);
      log.debug("{} can't be followed", name, failed);
    }
  }

  /** Stops, and waits for the thread; what HAProxy has stays. Idempotent. */
  @Override
  public void close() {
    closed = true;
    changes.close();
    states.close();
    thread.interrupt();
    Uninterruptibly.join(thread);
    lookups.close();
  }
}
