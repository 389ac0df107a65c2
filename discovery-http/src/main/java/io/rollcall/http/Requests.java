package io.rollcall.http;

import io.rollcall.discovery.log.RareLog;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each request from Jetty when its head has come, and hands it to a thread of its owner's
 * when it is whole. Thread-safe.
 */
final class Requests extends org.eclipse.jetty.server.Handler.Abstract {
  private static final Logger log = LoggerFactory.getLogger(Requests.class);

  private final RareLog rare = new RareLog(log);
  private final HttpLimits limits;
  private final Connections connections;
  private final Function<Request, Executor> threads;
  private final Handler handler;

  /**
   * Memory, in octets, of the requests that are on their way here, wait for a thread, or have one.
   */
  private final AtomicLong held = new AtomicLong();

  /**
   * @param type whether Jetty may read on the thread that watches all connections
   */
  Requests(
      InvocationType type,
      HttpLimits limits,
      Connections connections,
      Function<Request, Executor> threads,
      Handler handler) {
    super(type);
    this.limits = limits;
    this.connections = connections;
    this.threads = threads;
    this.handler = handler;
  }

  long held() {
    return held.get();
  }

  @Override
  public boolean handle(
      org.eclipse.jetty.server.Request head, Response response, Callback callback) {
    Connection connection = head.getConnectionMetaData().getConnection();
    Outgoing outgoing = new Outgoing(response, done(connection, callback));
    connections.headCame(connection, outgoing);
    new Arrival(limits, held, head, outgoing) {
      @Override
      void whole(Request request) {
        connections.cameWhole(connection);
        execute(new Exchange(request, response, outgoing), this);
      }

      @Override
      void drains() {
        connections.drains(connection);
      }
    }.begin();
    return true;
  }

  private Callback done(Connection connection, Callback callback) {
    return Callback.from(
        () -> {
          connections.answered(connection);
          callback.succeeded();
        },
        failure -> {
          connections.answered(connection);
          callback.failed(failure);
        });
  }

  /**
   * A request is held until its handler returns, even if its connection is closed before. An
   * executor fails not only by rejection: where no thread can be started, it throws an
   * OutOfMemoryError, and may have queued the task all the same.
   */
  @SuppressWarnings("CatchThrowable")
  private void execute(Exchange exchange, Arrival arrival) {
    AtomicBoolean taken = new AtomicBoolean();
    Runnable task =
        () -> {
          if (taken.compareAndSet(false, true)) {
            run(exchange, arrival);
          }
        };
    try {
      threads.apply(exchange.request()).execute(task);
    } catch (Throwable failed) {
      if (!(failed instanceof RejectedExecutionException)) {
        warn("no thread answers %s: %s".formatted(exchange.request().path(), failed));
      }
      if (taken.compareAndSet(false, true)) {
        arrival.release();
        exchange.answer(Answer.text(503, "too many ask at once").with("Retry-After", "2"));
      }
    }
  }

  @SuppressWarnings("CatchThrowable")
  private void run(Exchange exchange, Arrival arrival) {
    try {
      handler.handle(exchange);
    } catch (Throwable failed) {
      log.debug("the answer to {} failed", exchange.request().path(), failed);
      warn("the answer to %s failed: %s".formatted(exchange.request().path(), failed));
      exchange.answer(Answer.text(500, "the answer failed"));
    } finally {
      arrival.release();
    }
  }

  /** Whoever reaches the port can cause it, so it is said once a second at most. */
  private void warn(String what) {
    synchronized (rare) {
      rare.warn(what, System.nanoTime());
    }
  }
}
