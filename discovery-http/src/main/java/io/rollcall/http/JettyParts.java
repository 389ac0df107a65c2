package io.rollcall.http;

import io.rollcall.discovery.thread.LibraryThreads;
import java.net.InetSocketAddress;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.HostPort;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;

/** Jetty, set up for a server of ours. Stateless. */
final class JettyParts {
  private static final int MOST_THREADS = 8;
  private static final int LEAST_THREADS = 2;
  private static final int IDLE_MILLIS = 10_000;
  private static final int BACKLOG = 1024;

  private JettyParts() {}

  /** A server without a connector, with daemon threads of ours. */
  static Server server(ScheduledExecutorService timer) {
    QueuedThreadPool threads =
        new QueuedThreadPool(
            MOST_THREADS,
            LEAST_THREADS,
            IDLE_MILLIS,
            0,
            null,
            null,
            LibraryThreads.numbered("rollcall-http-", HttpServer.class));
    Server server = new Server(threads, new ScheduledExecutorScheduler(timer), null);
    server.setErrorHandler(JettyParts::refuse);
    server.setStopTimeout(0);
    return server;
  }

  /** The protocols, the outermost first. */
  static ConnectionFactory[] protocols(HttpLimits limits, @Nullable SSLContext tls) {
    HttpConnectionFactory http = new HttpConnectionFactory(configuration(limits));
    return tls == null
        ? new ConnectionFactory[] {http}
        : new ConnectionFactory[] {secured(tls, http), http};
  }

  /** Where it listens. How long a far end may be silent is for {@link Connections} to say. */
  static void listen(Server server, ServerConnector connector, InetSocketAddress at) {
    connector.setHost(at.getAddress().getHostAddress());
    connector.setPort(at.getPort());
    connector.setAcceptQueueSize(BACKLOG);
    connector.setIdleTimeout(0);
    server.addConnector(connector);
  }

  private static HttpConfiguration configuration(HttpLimits limits) {
    HttpConfiguration config = new HttpConfiguration();
    config.setSendServerVersion(false);
    config.setRequestHeaderSize(limits.headOctets());
    // A key of a cache may hold any octet, percent-encoded; what a path means, its owner decides.
    config.setUriCompliance(UriCompliance.UNSAFE);
    config.setHttpCompliance(HttpCompliance.RFC9110);
    // HTTP/1.0 allows a request that names no host.
    config.setServerAuthority(new HostPort("localhost"));
    return config;
  }

  private static SslConnectionFactory secured(SSLContext tls, HttpConnectionFactory http) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setSslContext(tls);
    SslConnectionFactory https = new SslConnectionFactory(context, http.getProtocol());
    // Peers may reach a server by a name that its certificate lacks. It is for clients to check.
    https.setEnsureSecureRequestCustomizer(false);
    return https;
  }

  /**
   * Answers what Jetty refuses on its own, in one line. The cause of a failure of the server is not
   * told.
   */
  private static boolean refuse(
      org.eclipse.jetty.server.Request request, Response response, Callback callback) {
    int status = response.getStatus();
    Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
    boolean theirs = HttpStatus.isClientError(status) && message != null;
    String line = theirs ? String.valueOf(message) : HttpStatus.getMessage(status);
    new Outgoing(response, callback)
        .send(Answer.text(status, line).with("X-Content-Type-Options", "nosniff"));
    return true;
  }
}
