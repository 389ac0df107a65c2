package io.rollcall.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without the optional library: the error says what is missing, and all else works. */
class MissingJacksonTest {
  private static final String MISSING =
      "needs the library Jackson (tools.jackson.core:jackson-databind; on the module path an"
          + " application requires tools.jackson.databind), which is not there";

  @TempDir Path folder;

  /** What an application does; reflection would ask for all types of {@link JsonCodec} first. */
  public static final class Application {
    private Application() {}

    /** Makes a codec. */
    public static Codec<String> codec(Class<String> type) {
      return JsonCodec.of(type);
    }
  }

  private void assertNamed(ClassLoader without, ClassLoader application) throws Exception {
    Path file = Files.writeString(folder.resolve("mesh.json"), "{}");
    Class<?> options = without.loadClass(MeshOptions.class.getName());
    assertThat(options.getMethod("defaults").invoke(null).toString()).startsWith("MeshOptions[");
    assertNamed("MeshOptions.load", options.getMethod("load", Path.class), file);
    Method codec =
        application.loadClass(Application.class.getName()).getMethod("codec", Class.class);
    assertNamed("JsonCodec", codec, String.class);
  }

  private static void assertNamed(String who, Method method, Object argument) {
    assertThat(catchThrowable(() -> method.invoke(null, argument)))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .hasToString("io.rollcall.discovery.DiscoveryException: " + who + " " + MISSING);
  }

  @Test
  void shouldNameItOnTheClassPath() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (Path each : classPath()) {
      if (!each.getFileName().toString().startsWith("jackson")) {
        urls.add(each.toUri().toURL());
      }
    }
    try (URLClassLoader without =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      assertNamed(without, without);
    }
  }

  /** It lies on the module path, but nobody requires it, as where another library brings it. */
  @Test
  void shouldNameItOnTheModulePath() throws Exception {
    ModuleFinder all =
        ModuleFinder.of(classPath().stream().filter(this::isModule).toArray(Path[]::new));
    ModuleLayer boot = ModuleLayer.boot();
    Configuration resolved =
        boot.configuration()
            .resolveAndBind(all, ModuleFinder.of(), Set.of("io.rollcall.mesh", "org.slf4j"));
    assertThat(resolved.findModule("tools.jackson.databind")).isEmpty();
    ModuleLayer layer =
        boot.defineModulesWithOneLoader(resolved, ClassLoader.getPlatformClassLoader());
    ClassLoader modules = layer.findLoader("io.rollcall.mesh");
    assertThat(modules.loadClass(Mesh.class.getName()).getModule().isNamed()).isTrue();
    Path tests =
        classPath().stream().filter(each -> each.endsWith("test-classes")).findFirst().get();
    try (URLClassLoader application =
        new URLClassLoader(new URL[] {tests.toUri().toURL()}, modules)) {
      assertNamed(modules, application);
    }
  }

  private boolean isModule(Path entry) {
    return entry.toString().matches(".*(discovery-mesh|discovery-core|slf4j|jackson).*")
        && !entry.toString().contains("test-classes");
  }

  private static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(Files::exists)
        .toList();
  }
}
