package io.rollcall.systemtests.lan;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of our network namespaces, which hold the process id of the JVM that made them. */
final class Spaces {
  static final String PREFIX = "rollcall-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]+)-\\S+");

  private Spaces() {}

  /** Deletes one, or leaves it where that fails: nothing can be done about it then. */
  static void delete(String name) {
    try {
      HostsFile.delete(name);
      Ip.run("netns del " + name);
    } catch (IOException left) {
      System.err.println("a network namespace is left behind: " + left.getMessage());
    }
  }

  /** Deletes those of JVMs that are gone and had no time for it, for instance killed ones. */
  static void sweep() throws IOException {
    for (String line : Ip.run("netns list").split("\n", -1)) {
      Matcher name = NAME.matcher(line);
      if (name.lookingAt() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
        delete(name.group());
      }
    }
  }
}
