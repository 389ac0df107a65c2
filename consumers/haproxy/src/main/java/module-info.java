module consumer.haproxy {
  requires io.rollcall.haproxy;
}
