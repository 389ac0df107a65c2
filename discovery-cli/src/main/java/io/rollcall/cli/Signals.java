package io.rollcall.cli;

import java.io.IOException;
import java.lang.reflect.Proxy;

/**
 * The system's signals, received and sent. Reached by reflection, since the compiler has a warning
 * for {@code sun.misc.Signal} that can't be switched off; the module {@code jdk.unsupported} is
 * there to stay.
 */
final class Signals {
  private Signals() {}

  /**
   * Does this at each such signal from now on, on a thread of its own, in place of what the JVM
   * does. What the process was started to ignore, as below {@code nohup}, stays ignored.
   *
   * @param name as {@code TERM}
   * @return whether this system has the signal, and leaves it to us
   */
  static boolean handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, args) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      action.run();
                      yield null;
                    }
                    case "equals" -> self == args[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> "handler of SIG" + name;
                  });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
      return true;
    } catch (ReflectiveOperationException notThere) {
      return false;
    }
  }

  /**
   * Sends one. By the shell's own {@code kill}: small containers have no program of that name.
   *
   * @return whether the process was there to take it
   */
  static boolean send(String name, long pid) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\"", name, Long.toString(pid))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
