package io.rollcall.cli;

import java.io.IOException;
import java.lang.reflect.Proxy;

/**
 * The system's signals, received and sent. Reached by reflection, since the compiler has a warning
 * for {@code sun.misc.Signal} that can't be switched off; the module {@code jdk.unsupported} is
 * there to stay.
 */
final class Signals {
  /** The start of no process. */
  static final String GONE = "gone";

  /** As {@link ProcessStat}. A name may hold a line's end; the fields are on the last line. */
  private static final String SEND =
      """
      signal=$0 pid=$1 start=$2
      if [ -n "$start" ]; then
        last=
        while read -r line; do last=$line; done </proc/$pid/stat
        set -f
        set -- ${last##*) }
        [ "${20}" = "$start" ] || exit 1
      fi
      kill -s "$signal" "$pid"
      """;

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
   * Which start of a process has this id now: the clock tick of its start, by Linux's {@code
   * /proc}. {@link #GONE} if there is none, and empty where the system does not tell.
   */
  static String start(long pid) {
    if (!ProcessStat.isTold()) {
      return "";
    }
    try {
      return ProcessStat.of(Long.toString(pid)).start();
    } catch (IOException ended) {
      return GONE;
    }
  }

  /**
   * Sends one, if the id still belongs to the same start of a process. By the shell's own {@code
   * kill}: small containers have no program of that name. The shell looks at the start in the step
   * before, as Java does for SIGTERM. For the id to belong to another within that step the system
   * would have to give out all other ids.
   *
   * @param start what {@link #start} said; where that was empty the id alone counts
   * @return whether the process was there to take it
   */
  static boolean send(String name, long pid, String start)
      throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", SEND, name, Long.toString(pid), start)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
