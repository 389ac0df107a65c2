module consumer.mesh {
  requires io.rollcall.mesh;
}
