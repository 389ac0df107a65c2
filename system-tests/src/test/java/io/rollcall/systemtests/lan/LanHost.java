package io.rollcall.systemtests.lan;

import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace of its own with one interface.
 *
 * @param space the namespace
 * @param port the switch's end of its cable
 */
public record LanHost(String name, String address, String space, String port) implements Host {

  @Override
  public List<String> inside(List<String> command) {
    List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", space));
    inside.addAll(command);
    return inside;
  }
}
