/** A cache pool over the members, on the wire the same as Go's groupcache. */
@SuppressWarnings("requires-automatic")
module io.rollcall.groupcache {
  requires com.github.benmanes.caffeine;
  requires com.google.protobuf;
  requires transitive io.rollcall.discovery;
  requires transitive java.net.http;
  requires transitive jdk.httpserver;
  requires io.rollcall.http;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.rollcall.groupcache;
}
