package io.rollcall.testkit;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.MembershipView;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.spi.Bridge;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A membership that a test drives by hand. As a {@link Membership} it is thread-safe; one thread at
 * a time drives it.
 *
 * <p>It begins {@link State#SYNCING} with nothing known. The first join, or {@link #becomeLive},
 * makes the roster known and the state {@link State#LIVE}; {@link #stale} makes it known too.
 * Callbacks and {@code Flow} subscribers are called before the method that drives it returns, on
 * the same thread. A callback may drive it: that takes effect when all have been told of what came
 * before.
 *
 * <p>Every method that drives it throws {@code IllegalStateException} once it is closed.
 */
public final class ManualMembership extends MembershipView implements AutoCloseable {
  private final VirtualTime time;
  private final LiveMembership membership;
  private final Thread driver = Thread.currentThread();
  private final Publications publications = new Publications();
  private Roster roster = Roster.empty();
  private State state = State.SYNCING;
  private @Nullable Gathering gathering;
  private boolean known;
  private boolean closed;

  private ManualMembership(VirtualTime time, LiveMembership membership) {
    super(membership);
    this.time = Objects.requireNonNull(time, "time");
    this.membership = membership;
  }

  /** A membership in a time of its own. */
  public static ManualMembership start() {
    return start(VirtualTime.start());
  }

  /** A membership whose members start in this time. */
  public static ManualMembership start(VirtualTime time) {
    return start(time, Options.defaults());
  }

  /**
   * A membership whose members start in this time.
   *
   * @param options of which it reads {@code backlog}
   */
  public static ManualMembership start(VirtualTime time, Options options) {
    return new ManualMembership(time, new LiveMembership(options.withExecutor(Runnable::run)));
  }

  /** The time in which its members start. */
  public VirtualTime time() {
    return time;
  }

  /**
   * Members of these names join, as one change.
   *
   * @throws IllegalArgumentException if one of them is present, or a name is against the rules of
   *     {@link Member#named}; then nobody joins
   */
  public void join(String... names) {
    change(
        open -> {
          for (String name : names) {
            open.join(started(Member.named(name)));
          }
        });
  }

  /**
   * A member joins: a new start of it. One that has an incarnation keeps it: that is the same
   * process, which comes back.
   *
   * @throws IllegalArgumentException if a member of its name is present
   */
  public void join(Member member) {
    change(open -> open.join(member.incarnation().isPresent() ? member : started(member)));
  }

  /**
   * A member says goodbye.
   *
   * @throws IllegalArgumentException if none of this name is present
   */
  public void leave(String name) {
    leave(name, Cause.GOODBYE);
  }

  /**
   * A member leaves for this cause.
   *
   * @throws IllegalArgumentException if none of this name is present
   */
  public void leave(String name, Cause cause) {
    Objects.requireNonNull(cause, "cause");
    change(open -> open.leave(name, cause));
  }

  /**
   * A member says something else of itself, or nothing new, which is no change. It stays the same
   * start, whatever incarnation is given; see {@link #restart}.
   *
   * @throws IllegalArgumentException if none of its name is present
   */
  public void update(Member member) {
    change(
        open -> {
          Member before = open.require(member.name());
          open.put(Bridge.started(member, before.incarnation().orElseThrow()));
        });
  }

  /**
   * A member is killed and started again so soon that nobody saw it leave: it is updated to another
   * incarnation.
   *
   * @throws IllegalArgumentException if none of this name is present
   */
  public void restart(String name) {
    change(open -> open.put(started(open.require(name))));
  }

  /**
   * Several joins, leaves, updates and restarts as one change, as servers publish what happens
   * within a few milliseconds. What cancels out is no change.
   *
   * <p>If {@code steps} throws, nothing of it happens.
   *
   * @throws IllegalStateException if it is called within {@code steps}
   */
  public void gather(Runnable steps) {
    forbidWithinGather("gather");
    Gathering open = open();
    gathering = open;
    try {
      steps.run();
    } finally {
      gathering = null;
    }
    MembershipChange change = open.change();
    if (!change.isEmpty()) {
      publish(change);
      if (state == State.SYNCING) {
        publish(State.LIVE);
      }
    }
  }

  /**
   * A settled server is heard: the roster is what it knows.
   *
   * @throws IllegalStateException if it is called within {@link #gather}
   */
  public void becomeLive() {
    become(State.LIVE, "becomeLive");
  }

  /**
   * No settled server is heard any more. Members may still join and leave, as they do while a new
   * server settles.
   *
   * @throws IllegalStateException if it is called within {@link #gather}
   */
  public void stale() {
    become(State.STALE, "stale");
  }

  /**
   * The server is replaced: the state is {@link State#STALE} and then {@link State#LIVE} again; the
   * roster stays. No time passes; for a slower one call {@link #stale}, advance, and call {@link
   * #becomeLive}.
   *
   * @throws IllegalStateException if the state is not {@code LIVE}, or if it is called within
   *     {@link #gather}
   */
  public void failover() {
    forbidWithinGather("failover");
    open();
    if (state != State.LIVE) {
      throw new IllegalStateException("failover while " + state + ": no server is there to fail");
    }
    stale();
    becomeLive();
  }

  /**
   * Nothing follows: the feeds end. What was live is stale from now on, which the feed of states
   * does not report. Idempotent.
   */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      publications.add(membership::end);
    }
  }

  /**
   * Waits until the state is {@link State#LIVE}. On the thread that made this membership virtual
   * time passes meanwhile, since nothing else can happen; on any other thread real time does.
   *
   * @throws IllegalStateException if it would have to wait within something that happens in virtual
   *     time
   */
  @Override
  public boolean awaitLive(Duration timeout) throws InterruptedException {
    if (closed || state() == State.LIVE || Thread.currentThread() != driver) {
      return membership.awaitLive(timeout);
    }
    return time.await(() -> closed || state() == State.LIVE, timeout) && !closed;
  }

  private Member started(Member member) {
    return Bridge.started(member, time.incarnation());
  }

  private Gathering open() {
    if (closed) {
      throw new IllegalStateException("this membership is closed");
    }
    return new Gathering(roster);
  }

  private void change(Consumer<Gathering> step) {
    Gathering open = gathering;
    if (open != null) {
      step.accept(open);
    } else {
      gather(() -> step.accept(Objects.requireNonNull(gathering)));
    }
  }

  private void forbidWithinGather(String what) {
    if (gathering != null) {
      throw new IllegalStateException(
          what + " within gather: only join, leave, update and restart are gathered");
    }
  }

  private void become(State now, String what) {
    forbidWithinGather(what);
    Gathering nothing = open();
    if (!known) {
      publish(nothing.change());
    }
    publish(now);
  }

  private void publish(MembershipChange change) {
    known = true;
    roster = change.roster();
    publications.add(() -> membership.publish(change));
  }

  private void publish(State now) {
    state = now;
    publications.add(() -> membership.publish(now));
  }

  @Override
  public String toString() {
    return "manual " + state() + " " + roster();
  }
}
