package io.rollcall.nanomsg.sp;

/** What happens to a socket of any protocol, told on the engine's thread. */
public interface PipeEvents {
  /** A peer is there. */
  void connected(Pipe pipe);

  /** A peer's connection is gone. */
  void lost(Pipe pipe, String why);

  /** A peer whose queue was full has room again for what it was refused. */
  default void writable(Pipe pipe) {}

  /** A message was dropped, or a peer closed for what it sent. */
  void dropped(String what);
}
