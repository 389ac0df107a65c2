/** Processes that speak nanomsg's protocols as members of a roster, and the other way round. */
module io.rollcall.nanomsg {
  requires transitive io.rollcall.discovery;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.rollcall.nanomsg;
}
