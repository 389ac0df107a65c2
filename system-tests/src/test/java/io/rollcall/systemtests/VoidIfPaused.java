package io.rollcall.systemtests;

import io.rollcall.processes.Pauses;
import io.rollcall.processes.Steps;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * A test that failed while the machine paused is void, and runs again. For tests that make all that
 * they need themselves.
 */
final class VoidIfPaused implements InvocationInterceptor {
  private static final Steps STEPS = new Steps(Pauses.ofThisMachine());

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> test,
      ExtensionContext context)
      throws Throwable {
    run(invocation, test, () -> {});
  }

  /** Runs a test; where it was void, makes all ready afresh and runs it again. */
  static void run(
      Invocation<Void> invocation, ReflectiveInvocationContext<Method> test, Steps.Step afresh)
      throws Throwable {
    // JUnit's invocation can be used once.
    Steps.Step[] next = {invocation::proceed};
    STEPS.test(
        () -> {
          Steps.Step now = next[0];
          next[0] = () -> again(test);
          now.run();
        },
        afresh);
  }

  private static void again(ReflectiveInvocationContext<Method> test) throws Throwable {
    Method method = test.getExecutable();
    method.setAccessible(true);
    try {
      method.invoke(test.getTarget().orElseThrow(), test.getArguments().toArray());
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }
}
