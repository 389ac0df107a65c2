package io.rollcall.http;

import io.rollcall.discovery.guard.ResourceGuard;
import io.rollcall.discovery.log.RareLog;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections as long as this process has descriptors to spare. Where they run short, a
 * newcomer takes the place of the connection that waits longest, so that idle ones keep nobody out.
 * Thread-safe.
 */
final class Entrance extends ServerConnector {
  private static final long PAUSE = 10_000_000L;

  private final ResourceGuard resourceGuard;
  private final Connections connections;
  private final RareLog rare = new RareLog(LoggerFactory.getLogger(HttpServer.class));

  /** For the selector's thread only. */
  private boolean hasMadeRoom;

  Entrance(
      Server server,
      ResourceGuard resourceGuard,
      Connections connections,
      ConnectionFactory... factories) {
    super(server, null, null, null, 0, 1, factories);
    this.resourceGuard = resourceGuard;
    this.connections = connections;
    addEventListener(connections);
  }

  @Override
  protected SelectorManager newSelectorManager(
      Executor executor, Scheduler scheduler, int selectors) {
    return new ServerConnectorManager(executor, scheduler, selectors) {
      @Override
      protected @Nullable SelectableChannel doAccept(SelectableChannel server) {
        return next((ServerSocketChannel) server);
      }
    };
  }

  /** The next connection; {@code null} if the selector is to look elsewhere first. */
  @SuppressWarnings("CatchThrowable")
  private @Nullable SocketChannel next(ServerSocketChannel server) {
    if (hasMadeRoom) {
      // The descriptor of a connection that was cut is free once the selector has looked again.
      hasMadeRoom = false;
      return null;
    }
    long now = System.nanoTime();
    try {
      SocketChannel channel = server.accept();
      return channel == null ? null : admitted(channel, now);
    } catch (Throwable failed) {
      // Errors too: without a descriptor no class can be loaded. To throw would make Jetty log, and
      // try again at once.
      if (server.isOpen()) {
        pause();
        rare.warn("can't accept at port %d: %s".formatted(getLocalPort(), failed), now);
        connections.makeRoom("no connection can be accepted", now);
      }
      return null;
    }
  }

  private @Nullable SocketChannel admitted(SocketChannel channel, long now) throws IOException {
    Optional<String> lack = resourceGuard.refusal(now);
    if (lack.isPresent()) {
      hasMadeRoom = connections.makeRoom(lack.get(), now);
      if (!hasMadeRoom) {
        rare.warn("%s is cut: %s".formatted(channel.getRemoteAddress(), lack.get()), now);
        channel.close();
        return null;
      }
    }
    return channel;
  }

  /**
   * Otherwise the selector would try again at once, and for ever. To take the port from the
   * selector for a while is no way: Jetty closes it where it can't register it again.
   */
  private static void pause() {
    LockSupport.parkNanos(PAUSE);
  }
}
