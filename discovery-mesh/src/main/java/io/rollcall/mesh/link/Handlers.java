package io.rollcall.mesh.link;

import io.rollcall.discovery.thread.ReaderThreads;
import io.rollcall.mesh.AsyncHandler;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.MeshOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Who answers which command, and how many of them run. To look one up is thread-safe; the rest is
 * for the engine's thread.
 */
final class Handlers {
  private static final int LINKS_SHARE = 16;

  private final Map<Integer, AsyncHandler> byCommand = new ConcurrentHashMap<>();
  private final Executor executor;
  private final long most;
  private long running;
  private boolean draining;

  Handlers(MeshOptions options) {
    Executor callbacks = options.discovery().executor();
    executor =
        options
            .handlers()
            .orElse(callbacks == ReaderThreads.EXECUTOR ? HandlerThreads.EXECUTOR : callbacks);
    most = (long) LINKS_SHARE * options.concurrency();
  }

  /** Where they run. */
  Executor executor() {
    return executor;
  }

  /** Lets a handler answer the calls of a command; false if the command has one. */
  boolean add(int command, AsyncHandler handler) {
    return byCommand.putIfAbsent(command, handler) == null;
  }

  @Nullable AsyncHandler of(int command) {
    return byCommand.get(command);
  }

  /** Why a call is not taken, as far as that does not depend on its link; null if it is. */
  @Nullable FailureCause refusal(int command) {
    if (draining) {
      return FailureCause.DRAINING;
    }
    if (!byCommand.containsKey(command)) {
      return FailureCause.NO_HANDLER;
    }
    return running >= most ? FailureCause.BUSY : null;
  }

  /** What is told beyond the cause. */
  static String detail(FailureCause refusal, int command) {
    return switch (refusal) {
      case NO_HANDLER -> "it has no handler for command " + command;
      case BUSY -> "it runs as many handlers as it may";
      case DRAINING -> "it is about to leave";
      default -> "";
    };
  }

  /** From now on no calls are taken. */
  void drain() {
    draining = true;
  }

  boolean isDraining() {
    return draining;
  }

  /** One begins. */
  void began() {
    running++;
  }

  /** One has ended. */
  void ended() {
    running--;
  }

  boolean isIdle() {
    return running == 0;
  }
}
