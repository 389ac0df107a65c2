module consumer.daemon {
  requires io.rollcall.daemon;
}
