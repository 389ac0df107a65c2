package io.rollcall.systemtests;

import io.rollcall.systemtests.truth.Bounds;
import java.time.Duration;
import java.util.Set;

/** A fault of the soak. It takes one or more of those that nothing has been done to yet. */
enum SoakFault {
  KILL_MEMBER("member killed", Target.MEMBER, Bounds.LOST) {
    @Override
    void inject(Cluster cluster, String target) throws InterruptedException {
      cluster.kill(target);
    }

    @Override
    void end(Cluster cluster, String target) throws InterruptedException {
      cluster.restart(target);
    }
  },
  CLOSE_MEMBER("member closed", Target.MEMBER, Duration.ZERO) {
    @Override
    void inject(Cluster cluster, String target) throws InterruptedException {
      cluster.close(target);
    }

    @Override
    void end(Cluster cluster, String target) throws InterruptedException {
      cluster.restart(target);
    }
  },
  UPDATE_MEMBER("member updated", Target.MEMBER, Duration.ZERO) {
    @Override
    void inject(Cluster cluster, String target) {
      cluster.update(target);
    }

    @Override
    void end(Cluster cluster, String target) {
      // It has no end of its own, and agreement is counted from the last thing done.
      cluster.update(target);
    }
  },
  STOP_MEMBER("member stopped", Target.MEMBER, Bounds.SILENT) {
    @Override
    void inject(Cluster cluster, String target) throws InterruptedException {
      cluster.freeze(target);
    }

    @Override
    void end(Cluster cluster, String target) throws InterruptedException {
      cluster.thaw(target);
    }
  },
  KILL_SERVER("server killed", Target.SERVER, Duration.ZERO) {
    @Override
    void inject(Cluster cluster, String target) throws InterruptedException {
      cluster.kill(target);
    }

    @Override
    void end(Cluster cluster, String target) throws InterruptedException {
      cluster.restart(target);
    }
  },
  CLOSE_SERVER("server closed", Target.SERVER, Duration.ZERO) {
    @Override
    void inject(Cluster cluster, String target) throws InterruptedException {
      cluster.close(target);
    }

    @Override
    void end(Cluster cluster, String target) throws InterruptedException {
      cluster.restart(target);
    }
  },
  STOP_SERVER("server stopped", Target.SERVER, Duration.ZERO) {
    @Override
    void inject(Cluster cluster, String target) throws InterruptedException {
      cluster.freeze(target);
    }

    @Override
    void end(Cluster cluster, String target) throws InterruptedException {
      cluster.thaw(target);
    }
  },
  LINK_OF_MEMBER("member's link down", Target.MEMBER, Bounds.SILENT) {
    @Override
    void inject(Cluster cluster, String target) {
      cluster.linkDown(target);
    }

    @Override
    void end(Cluster cluster, String target) {
      cluster.linkUp(target);
    }
  },
  LINK_OF_SERVER("server's link down", Target.SERVER, Duration.ZERO) {
    @Override
    void inject(Cluster cluster, String target) {
      cluster.linkDown(target);
    }

    @Override
    void end(Cluster cluster, String target) {
      cluster.linkUp(target);
    }
  },
  CUT("half of the hosts cut off", Target.NETWORK, Bounds.SILENT) {
    @Override
    void inject(Cluster cluster, String target) {
      cluster.split(Set.of(target.split(",", -1)));
    }

    @Override
    void end(Cluster cluster, String target) {
      cluster.heal();
    }
  };

  /** What a fault is done to. */
  enum Target {
    MEMBER,
    SERVER,
    NETWORK
  }

  private final String words;
  private final Target target;
  private final Duration bound;

  SoakFault(String words, Target target, Duration bound) {
    this.words = words;
    this.target = target;
    this.bound = bound;
  }

  abstract void inject(Cluster cluster, String target) throws InterruptedException;

  abstract void end(Cluster cluster, String target) throws InterruptedException;

  Target target() {
    return target;
  }

  /** Within what all who can know of it do, if no server is disturbed. */
  Duration bound() {
    return bound;
  }

  /** Whether it needs a network of our own. */
  boolean needsLan() {
    return this == LINK_OF_MEMBER || this == LINK_OF_SERVER || this == CUT;
  }

  @Override
  public String toString() {
    return words;
  }
}
