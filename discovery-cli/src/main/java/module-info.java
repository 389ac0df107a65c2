/** The program {@code rollcall}. */
@SuppressWarnings("requires-automatic")
module io.rollcall.cli {
  requires info.picocli;
  requires io.rollcall.daemon;
  requires io.rollcall.discovery;
  requires io.rollcall.groupcache;
  requires io.rollcall.haproxy;
  requires io.rollcall.http;
  requires io.rollcall.mesh;
  requires io.rollcall.micrometer;
  requires io.rollcall.nanomsg;
  requires jdk.unsupported;
  requires micrometer.core;
  requires micrometer.registry.prometheus;
  requires org.slf4j;
  requires tools.jackson.jr.ob;
  requires static org.jspecify;

  opens io.rollcall.cli to
      info.picocli;
}
