package io.rollcall.discovery.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rollcall.discovery.Keys;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.TransportKind;
import io.rollcall.processes.OwnLoopback;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * CURVE where its arithmetic can't be loaded, as on a module path that does not name it: nothing
 * starts, and the error says what is missing. Keys are made by the JDK.
 */
class MissingLibraryTest {
  private static final String ANY = OwnLoopback.ANY;
  private static final String BOUNCY_CASTLE =
      "the library Bouncy Castle (org.bouncycastle:bcprov-jdk18on), which is not there";

  @TempDir Path folder;

  @BeforeEach
  void createKeys() {
    Keys.create(folder, "server");
  }

  @Test
  void shouldNameBouncyCastle() throws Exception {
    try (URLClassLoader without = without("bcprov")) {
      assertNamed(without, BOUNCY_CASTLE);
    }
  }

  @Test
  void shouldNotNeedItToMakeKeys() throws Exception {
    try (URLClassLoader without = without("bcprov")) {
      Object key =
          without
              .loadClass(Keys.class.getName())
              .getMethod("create", Path.class, String.class)
              .invoke(null, folder, "other");
      assertThat(Keys.publicKey(folder.resolve("other.key"))).isEqualTo(key);
    }
  }

  private void assertNamed(ClassLoader without, String library) throws Exception {
    Object options = secured(without);
    Class<?> type = options.getClass();
    assertNamed(
        library,
        without
            .loadClass(Server.class.getName())
            .getMethod("start", String.class, String.class, type),
        ANY,
        ANY,
        options);
    assertNamed(
        library,
        without
            .loadClass("io.rollcall.discovery.Subscriber")
            .getMethod("start", String.class, type),
        "tcp://127.0.0.1:1",
        options);
  }

  private static void assertNamed(String library, Method start, Object... arguments) {
    assertThat(catchThrowable(() -> start.invoke(null, arguments)))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .hasToString("io.rollcall.discovery.DiscoveryException: security: CURVE needs " + library);
  }

  /** Options of another loader's classes. */
  private Object secured(ClassLoader loader) throws Exception {
    Class<?> security = loader.loadClass(Security.class.getName());
    Class<?> options = loader.loadClass("io.rollcall.discovery.Options");
    Class<?> transport = loader.loadClass(TransportKind.class.getName());
    Object curve =
        security
            .getMethod("curve", Path.class, Path.class)
            .invoke(null, folder.resolve("server.key_secret"), folder.resolve("server.key"));
    Object defaults = options.getMethod("defaults").invoke(null);
    Object onTransport =
        options
            .getMethod("withTransport", transport)
            .invoke(defaults, transport.getField("ZMTP").get(null));
    return options.getMethod("withSecurity", security).invoke(onTransport, curve);
  }

  /** Loads the library anew, with all that is on the class path but this one. */
  private static URLClassLoader without(String library) {
    URL[] classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).getFileName().toString().startsWith(library))
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
