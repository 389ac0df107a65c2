package io.rollcall.discovery.upgrade;

import io.rollcall.discovery.patch.Patch;
import io.rollcall.discovery.patch.PatchedClasses;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/** Test builds of the library in one JVM, each with a class loader of its own. */
final class Builds {
  private Builds() {}

  /** Compiles and loads the library with these patches; the folder must be empty. */
  static Build load(Path folder, List<Patch> patches) throws IOException {
    var classes = PatchedClasses.compile(folder, patches);
    @SuppressWarnings("resource") // its classes are used until the JVM ends
    ClassLoader loader = new URLClassLoader(classes.urls(), new Shared());
    try {
      return (Build)
          loader.loadClass(LoadedBuild.class.getName()).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** What all builds have in common: everything but the library, and what the tests ask them. */
  private static final class Shared extends ClassLoader {
    Shared() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      String common = Build.class.getName();
      boolean isCommon = name.equals(common) || name.startsWith(common + "$");
      if (name.startsWith("io.rollcall.") && !isCommon) {
        throw new ClassNotFoundException(name);
      }
      return Builds.class.getClassLoader().loadClass(name);
    }
  }
}
