package io.rollcall.processes;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the classes of a child lie: all that its starter has. Inside Maven's JVM the property
 * {@code java.class.path} names Maven's own, and the loader of the program knows the program's.
 */
public final class ClassPath {
  private ClassPath() {}

  /** All that is on the class path of whoever has this class. */
  public static String of(Class<?> role) {
    if (role.getClassLoader() instanceof URLClassLoader loader) {
      List<String> entries = new ArrayList<>();
      for (URL url : loader.getURLs()) {
        entries.add(file(url));
      }
      return String.join(File.pathSeparator, entries);
    }
    return System.getProperty("java.class.path");
  }

  private static String file(URL url) {
    try {
      return Path.of(url.toURI()).toString();
    } catch (URISyntaxException odd) {
      throw new IllegalStateException("where is " + url + "?", odd);
    }
  }
}
