/** A manager and its workers, beside any application. */
module io.rollcall.daemon {
  requires transitive io.rollcall.discovery;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.rollcall.daemon;
}
