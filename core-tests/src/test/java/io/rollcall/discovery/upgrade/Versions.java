package io.rollcall.discovery.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.patch.Patch;
import io.rollcall.processes.OwnLoopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The builds that tests mix. They are compiled once, and handed to each test that asks. */
final class Versions implements AutoCloseable {
  enum Version {
    THIS,
    NEXT,
    FAR;

    /** Those that work together. */
    static final List<Version> NEIGHBOURS = List.of(THIS, NEXT);
  }

  static final String ANY = OwnLoopback.ANY;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<Version, Build> builds = new EnumMap<>(Version.class);
  private final Path folder;

  private Versions() {
    try {
      folder = Files.createTempDirectory("versions");
      load(Version.THIS, VersionPatches.THIS);
      load(Version.NEXT, VersionPatches.NEXT);
      load(Version.FAR, VersionPatches.FAR);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Build of(Version version) {
    return builds.get(version);
  }

  Build.Seen seenBy(Version version) {
    return of(version).seen();
  }

  void assertNothingDropped() {
    builds.forEach(
        (version, build) -> assertThat(build.seen().dropped()).as("%s", version).isEmpty());
  }

  static void eventually(ThrowingRunnable holds) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).untilAsserted(holds);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private void load(Version version, List<Patch> patches) throws IOException {
    Path classes = Files.createDirectory(folder.resolve(version.name()));
    builds.put(version, Builds.load(classes, patches));
  }

  /** Gives them to a test, with nothing seen yet. */
  static final class Provided implements ParameterResolver, BeforeEachCallback {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Versions.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return versions(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
      versions(context).builds.values().forEach(build -> build.seen().forget());
    }

    private static Versions versions(ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Versions.class))
          .computeIfAbsent(Versions.class, key -> new Versions(), Versions.class);
    }
  }
}
