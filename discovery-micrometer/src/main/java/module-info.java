/** Rollcall's metrics for Micrometer. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module io.rollcall.micrometer {
  requires transitive io.rollcall.discovery;
  requires transitive micrometer.core;
  requires static org.jspecify;

  exports io.rollcall.micrometer;
}
