package io.rollcall.cli;

import io.rollcall.processes.ClassPath;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes.Name;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The program as users have it: the launcher, with {@code rollcall.jar} beside it. That jar is
 * small and names the class path of the tests.
 */
final class Installed {
  private Installed() {}

  /** Puts both into this folder; the launcher. */
  static Path in(Path folder) throws IOException {
    return in(folder, Stream.of(ClassPath.of(Rollcall.class).split(File.pathSeparator, -1)));
  }

  /**
   * Puts both into this folder, with all classes in jars: an archive of classes holds none of
   * others.
   */
  static Path packed(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> entries =
        Stream.of(ClassPath.of(Rollcall.class).split(File.pathSeparator, -1))
            .map(Path::of)
            .toList();
    for (int i = 0; i < entries.size(); i++) {
      if (Files.isDirectory(entries.get(i))) {
        pack(entries.get(i), folder.resolve(i + ".jar"));
      }
    }
    return in(
        folder,
        Stream.iterate(0, i -> i < entries.size(), i -> i + 1)
            .map(
                i ->
                    Files.isDirectory(entries.get(i)) ? folder.resolve(i + ".jar") : entries.get(i))
            .map(Path::toString));
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(classes.relativize(each).toString()));
        Files.copy(each, out);
      }
    }
  }

  private static Path in(Path folder, Stream<String> classPath) throws IOException {
    Files.createDirectories(folder);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(
            Name.CLASS_PATH,
            classPath
                .filter(entry -> Files.exists(Path.of(entry)))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" ")));
    try (OutputStream file = Files.newOutputStream(folder.resolve("rollcall.jar"));
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      jar.finish();
    }
    return Files.copy(
        Path.of("src/main/scripts/rollcall"),
        folder.resolve("rollcall"),
        StandardCopyOption.COPY_ATTRIBUTES);
  }
}
