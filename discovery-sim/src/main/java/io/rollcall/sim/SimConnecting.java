package io.rollcall.sim;

/** A node that connects to servers: to some at first, to more or less of them later. */
public interface SimConnecting extends SimNode {
  /** Connects to the server at this address too. */
  void connect(String address);

  /** Connects to the server at this address no more. */
  void disconnect(String address);
}
