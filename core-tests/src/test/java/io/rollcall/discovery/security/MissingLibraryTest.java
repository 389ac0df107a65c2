package io.rollcall.discovery.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rollcall.discovery.Keys;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.Server;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * CURVE where jnacl can't be loaded, as on a module path that does not name it: nothing starts, and
 * the error says what is missing.
 */
class MissingLibraryTest {
  private static final String ANY = "tcp://127.0.0.1:0";

  @TempDir Path folder;

  @Test
  void shouldNotStartAServerAndSayWhatIsMissing() throws Exception {
    Keys.create(folder, "server");
    Path own = folder.resolve("server.key_secret");
    Path trusted = folder.resolve("server.key");
    try (URLClassLoader without = withoutJnacl()) {
      Class<?> security = without.loadClass(Security.class.getName());
      Class<?> options = without.loadClass("io.rollcall.discovery.Options");
      Object curve = security.getMethod("curve", Path.class, Path.class).invoke(null, own, trusted);
      Object secured =
          options
              .getMethod("withSecurity", security)
              .invoke(options.getMethod("defaults").invoke(null), curve);
      assertNamesJnacl(
          () ->
              without
                  .loadClass(Server.class.getName())
                  .getMethod("start", String.class, String.class, options)
                  .invoke(null, ANY, ANY, secured));
      assertNamesJnacl(
          () ->
              without
                  .loadClass("io.rollcall.discovery.Subscriber")
                  .getMethod("start", String.class, options)
                  .invoke(null, "tcp://127.0.0.1:1", secured));
      assertNamesJnacl(
          () ->
              without
                  .loadClass(Keys.class.getName())
                  .getMethod("create", Path.class, String.class)
                  .invoke(null, folder, "other"));
    }
  }

  private static void assertNamesJnacl(ThrowingCallable call) {
    assertThat(catchThrowable(call))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .hasToString(
            "io.rollcall.discovery.DiscoveryException: security: CURVE needs the library jnacl"
                + " (eu.neilalexander:jnacl), which is not there; on the module path the JVM needs"
                + " --add-modules jnacl");
  }

  /** Loads the library anew, with all that is on the class path but jnacl. */
  private static URLClassLoader withoutJnacl() {
    URL[] classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("jnacl"))
            .map(MissingLibraryTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
