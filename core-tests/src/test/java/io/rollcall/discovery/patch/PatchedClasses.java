package io.rollcall.discovery.patch;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The library with some patches in it, compiled into a folder. */
public final class PatchedClasses {
  private final Path folder;

  private PatchedClasses(Path folder) {
    this.folder = folder;
  }

  /** Applies the patches in this order, and compiles the sources that they change. */
  public static PatchedClasses compile(Path folder, List<Patch> patches) {
    Map<String, String> sources = new LinkedHashMap<>();
    for (Patch patch : patches) {
      String source = sources.computeIfAbsent(patch.file(), Patch::source);
      sources.put(patch.file(), patch.applyTo(source));
    }
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((file, text) -> files.add(new Source(file, text)));
    return compile(folder, files, sources.keySet());
  }

  /** The same, and this unit test of the library beside it, with what that needs. */
  public PatchedClasses and(String test) {
    return compile(folder, List.of(new Source(test, Patch.test(test))), List.of(test));
  }

  private static PatchedClasses compile(
      Path folder, List<JavaFileObject> files, Collection<String> names) {
    List<String> options =
        List.of(
            "-proc:none",
            "-nowarn",
            "-implicit:class",
            "-d",
            folder.toString(),
            "-classpath",
            classPath(),
            "-sourcepath",
            Patch.TESTS.toString());
    boolean compiled =
        files.isEmpty()
            || ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, options, null, files)
                .call();
    if (!compiled) {
      throw new IllegalStateException("does not compile: " + names);
    }
    return new PatchedClasses(folder);
  }

  /** The patched classes before those that they replace, then all others. */
  public URL[] urls() {
    List<URL> urls = new ArrayList<>();
    urls.add(url(folder));
    StringTokenizer entries = new StringTokenizer(classPath(), File.pathSeparator);
    while (entries.hasMoreTokens()) {
      urls.add(url(Path.of(entries.nextToken())));
    }
    return urls.toArray(URL[]::new);
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String file, String text) {
      super(URI.create("string:///" + file), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }

    /** The compiler wants the name of the class; the rest of the path does not matter. */
    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
      return true;
    }
  }
}
