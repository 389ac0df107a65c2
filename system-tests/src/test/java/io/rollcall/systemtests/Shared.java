package io.rollcall.systemtests;

import io.rollcall.systemtests.nodes.Role;
import io.rollcall.systemtests.truth.Bounds;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * The cluster of a test class, on a network of its own, in which all is well when a test begins.
 * Tests in turn share it, since a JVM's start costs more than all that it does later; after one
 * that failed the next gets another. A test that failed while the machine paused is void, and runs
 * again on another cluster.
 */
final class Shared
    implements BeforeEachCallback, AfterEachCallback, AfterAllCallback, InvocationInterceptor {
  private final String label;
  private final int servers;
  private final int members;
  private final boolean others;
  private int made;
  private Cluster cluster;
  private ViewWaiter views;

  private Shared(String label, int servers, int members, boolean others) {
    this.label = label;
    this.servers = servers;
    this.members = members;
    this.others = others;
  }

  /** So many servers and members. */
  static Shared of(String label, int servers, int members) {
    return new Shared(label, servers, members, false);
  }

  /** A client {@code c1} and a subscriber {@code w1} too. */
  Shared withClientAndSubscriber() {
    return new Shared(label, servers, members, true);
  }

  Cluster cluster() {
    return cluster;
  }

  ViewWaiter watch() {
    return views;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    begin(context);
  }

  private void begin(ExtensionContext context) throws InterruptedException {
    if (cluster == null) {
      made++;
      cluster = Cluster.onLan(made == 1 ? label : label + "-" + made);
      views = new ViewWaiter(cluster);
      cluster.start(servers, members);
      if (others) {
        cluster.start(Role.CLIENT, "c1");
        cluster.start(Role.SUBSCRIBER, "w1");
      }
      views.calm();
      // The views agree as soon as each has heard one server. The bounds hold once each trusts all.
      views.hold(Bounds.TRUST);
    }
    views.calm();
    cluster.trace().note(context.getRequiredTestMethod().getName());
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> test,
      ExtensionContext context)
      throws Throwable {
    VoidIfPaused.run(
        invocation,
        test,
        () -> {
          end();
          begin(context);
        });
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    if (context.getExecutionException().isPresent()) {
      end();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    end();
  }

  private void end() throws InterruptedException {
    if (cluster != null) {
      cluster.close();
      cluster = null;
    }
  }
}
