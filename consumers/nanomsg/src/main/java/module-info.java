module consumer.nanomsg {
  requires io.rollcall.nanomsg;
}
