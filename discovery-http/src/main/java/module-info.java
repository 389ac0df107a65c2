/** An HTTP server for Rollcall's own modules: Jetty, with bounds. It is no API for applications. */
module io.rollcall.http {
  requires transitive io.rollcall.discovery;
  requires org.eclipse.jetty.server;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.rollcall.http;
}
