/** Requests and messages between the members of a roster. */
module io.rollcall.mesh {
  requires transitive io.rollcall.discovery;
  requires org.slf4j;
  requires static org.jspecify;
  requires static tools.jackson.databind;

  exports io.rollcall.mesh;
}
