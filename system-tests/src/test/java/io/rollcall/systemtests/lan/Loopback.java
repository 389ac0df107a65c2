package io.rollcall.systemtests.lan;

import java.util.List;

/**
 * A host that is this machine, under an address of its own on Linux's loopback. A client's own
 * address is 127.0.0.1, so one that connects to the port of a dead server never meets itself.
 */
public record Loopback(String name, String address) implements Host {

  /** The host with this number. */
  public static Loopback numbered(int number, String name) {
    return new Loopback(name, "127.0.0." + (10 + number));
  }

  @Override
  public List<String> inside(List<String> command) {
    return command;
  }
}
