module consumer.core {
  requires io.rollcall.discovery;
}
