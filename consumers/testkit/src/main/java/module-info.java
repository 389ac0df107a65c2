module consumer.testkit {
  requires io.rollcall.discovery;
}
