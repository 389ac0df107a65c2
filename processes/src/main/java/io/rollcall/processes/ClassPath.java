package io.rollcall.processes;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the classes of a child lie. Inside Maven's JVM the property {@code java.class.path} names
 * Maven's own, so each jar or directory is found by a class that came from it.
 */
final class ClassPath {
  private static final List<String> ONE_OF_EACH =
      List.of(
          "io.rollcall.processes.Child",
          "io.rollcall.discovery.Server",
          "org.zeromq.ZContext",
          "com.neilalexander.jnacl.NaCl",
          "org.slf4j.Logger",
          "org.slf4j.simple.SimpleLogger");

  private ClassPath() {}

  static List<String> of(Class<?> role) {
    List<String> entries = new ArrayList<>(List.of(entry(role)));
    for (String name : ONE_OF_EACH) {
      try {
        entries.add(entry(Class.forName(name, false, role.getClassLoader())));
      } catch (ClassNotFoundException absent) {
        // A child that can't do without it says so.
      }
    }
    return entries;
  }

  private static String entry(Class<?> found) {
    CodeSource source = found.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException odd) {
      throw new IllegalStateException("where is " + found + "?", odd);
    }
  }
}
