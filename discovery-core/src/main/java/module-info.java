/** Rollcall's core: servers, clients and subscribers that keep a live view of who is present. */
module io.rollcall.discovery {
  requires jdk.management;
  requires jdk.net;
  requires org.slf4j;
  requires org.zeromq.jeromq;
  requires static org.jspecify;

  exports io.rollcall.discovery;
  exports io.rollcall.discovery.agent to
      io.rollcall.testkit;
  exports io.rollcall.discovery.endpoint to
      io.rollcall.cli;
  exports io.rollcall.discovery.feed to
      io.rollcall.daemon,
      io.rollcall.nanomsg,
      io.rollcall.testkit;
  exports io.rollcall.discovery.net to
      io.rollcall.daemon,
      io.rollcall.nanomsg;
  exports io.rollcall.discovery.sim to
      io.rollcall.testkit;
}
