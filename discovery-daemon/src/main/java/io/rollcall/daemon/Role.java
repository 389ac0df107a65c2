package io.rollcall.daemon;

import java.net.InetAddress;
import java.util.List;

/**
 * What a daemon is to those who talk to its port: a manager, a worker, or a member of a server. For
 * the engine's thread only, but for {@link #start} and {@link #stop}.
 */
interface Role {
  /** How many octets of a line are read from a manager, whose lists may be long. */
  int LONGEST_LIST = 4 << 20;

  /** The answer to what was done. */
  String DONE = "200";

  /** The answer to what its sender may not do. */
  String FORBIDDEN = "403";

  /**
   * The port is open, and is this one. For any thread.
   *
   * @throws RuntimeException if the daemon can't be what it is to be, and will never be
   */
  void start(int port);

  /** The answer to one who says that its worker listens at this port of its own address. */
  String register(TextConnection from, int port);

  /** The answer to a list of workers. */
  String update(TextConnection from, String list);

  /**
   * Somebody who is no manager by his address has a list: perhaps a manager that others see at
   * another address than the one from which it dials.
   */
  void hinted();

  /** Whether this is the address of a manager. */
  boolean isManager(InetAddress address);

  /** A connection of the port has ended. */
  void gone(TextConnection connection, String why);

  /** The addresses of all workers, sorted. */
  List<String> workers();

  /** Is another whenever {@link #workers} is; 0 or more. */
  long version();

  /** Ends what it has begun, and waits for that. For any thread. */
  void stop();
}
