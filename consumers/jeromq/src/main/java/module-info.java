module consumer.jeromq {
  requires io.rollcall.discovery;
  requires io.rollcall.jeromq;
}
