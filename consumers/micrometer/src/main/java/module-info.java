module consumer.micrometer {
  requires io.rollcall.micrometer;
}
