/** The servers of an HAProxy backend, kept equal to the members. */
module io.rollcall.haproxy {
  requires transitive io.rollcall.discovery;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.rollcall.haproxy;
}
