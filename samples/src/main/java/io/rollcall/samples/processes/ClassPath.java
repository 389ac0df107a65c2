package io.rollcall.samples.processes;

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
          "io.rollcall.samples.RollCall",
          "io.rollcall.discovery.Server",
          "io.rollcall.groupcache.HttpPool",
          "io.rollcall.nanomsg.NanomsgGateway",
          "com.github.benmanes.caffeine.cache.Cache",
          "com.google.protobuf.CodedInputStream",
          "org.zeromq.ZContext",
          "com.neilalexander.jnacl.NaCl",
          "org.slf4j.Logger",
          "org.slf4j.simple.SimpleLogger");

  private ClassPath() {}

  static List<String> entries() {
    List<String> entries = new ArrayList<>();
    for (String name : ONE_OF_EACH) {
      try {
        Class<?> found = Class.forName(name, false, ClassPath.class.getClassLoader());
        CodeSource source = found.getProtectionDomain().getCodeSource();
        entries.add(Path.of(source.getLocation().toURI()).toString());
      } catch (ClassNotFoundException absent) {
        // A child that can't do without it says so.
      } catch (URISyntaxException odd) {
        throw new IllegalStateException("where is " + name + "?", odd);
      }
    }
    return entries;
  }
}
