package io.rollcall.discovery.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Keys;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.TransportKind;
import io.rollcall.processes.OwnLoopback;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * CURVE where core is a module. Nobody requires Bouncy Castle's module, nor that of JeroMQ's
 * transport; where they are there the JVM binds them as providers of what core uses.
 */
class ModulePathTest {
  private static final String CORE = "io.rollcall.discovery";

  /** What core's module needs, and may do without. */
  private static final Pattern NEEDED =
      Pattern.compile(".*(discovery-core|jeromq|jnacl|slf4j-api|bcprov).*");

  @TempDir Path folder;

  @Test
  void shouldStartWithBouncyCastle() throws Exception {
    assertThat(start(TransportKind.ZMTP, entry -> !entry.contains("jeromq")))
        .contains("started in module " + CORE);
  }

  @Test
  void shouldNameItWhereItIsMissing() throws Exception {
    assertThat(start(TransportKind.ZMTP, entry -> !entry.contains("bcprov")))
        .contains(
            "security: CURVE needs the library Bouncy Castle (org.bouncycastle:bcprov-jdk18on)")
        .doesNotContain("started");
  }

  @Test
  void shouldFindJeroMqs() throws Exception {
    assertThat(start(TransportKind.JEROMQ, entry -> !entry.contains("bcprov")))
        .contains("started in module " + CORE);
  }

  @Test
  void shouldNameJeroMqsWhereItIsMissing() throws Exception {
    assertThat(start(TransportKind.JEROMQ, entry -> !entry.contains("discovery-jeromq")))
        .contains("transport JEROMQ needs the module io.rollcall:discovery-jeromq")
        .doesNotContain("started");
  }

  /** What a process says that starts a secured server, with core and some others as modules. */
  private String start(TransportKind transport, Predicate<String> which)
      throws IOException, InterruptedException {
    Keys.create(folder, "server");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-p",
                modulePath(which),
                "--add-modules",
                CORE,
                "-cp",
                location(ModulePathTest.class),
                Starter.class.getName(),
                folder.toString(),
                OwnLoopback.ANY,
                transport.name())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  private static String modulePath(Predicate<String> which) {
    List<Path> entries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> NEEDED.matcher(entry).matches() && which.test(entry))
            .map(Path::of)
            .toList();
    boolean isModule = ModuleFinder.of(entries.toArray(Path[]::new)).find(CORE).isPresent();
    String missing = "core was compiled without its module-info";
    assertThat(isModule || !"true".equals(System.getenv("CI"))).as(missing).isTrue();
    Assumptions.assumeTrue(isModule, missing);
    return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static String location(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  /** Starts a secured server in a folder with keys, and says what came of it. */
  static final class Starter {
    private Starter() {}

    public static void main(String... args) {
      Path folder = Path.of(args[0]);
      Options options =
          Options.defaults()
              .withTransport(TransportKind.valueOf(args[2]))
              .withSecurity(
                  Security.curve(
                      folder.resolve("server.key_secret"), folder.resolve("server.key")));
      try (Server server = Server.start(args[1], args[1], options)) {
        System.out.println("started in module " + server.getClass().getModule().getName());
      } catch (DiscoveryException missing) {
        System.out.println(missing.getMessage());
      }
    }
  }
}
