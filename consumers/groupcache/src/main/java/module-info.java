module consumer.groupcache {
  requires io.rollcall.groupcache;
}
