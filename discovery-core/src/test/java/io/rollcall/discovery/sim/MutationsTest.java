package io.rollcall.discovery.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.stream.LongStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Puts each {@link Mutation} into the protocol, compiles it, and shows that the simulated world
 * catches it: {@code mvn -B -pl discovery-core -Pmutations test}.
 */
@Tag("mutations")
class MutationsTest {
  private static final long MOST_SCHEDULES = 2_000;

  @TempDir Path classes;

  static List<Mutation> mutations() {
    return Mutation.ALL;
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void shouldCatch(Mutation mutation) throws Exception {
    compile(mutation);
    try (URLClassLoader world = new URLClassLoader(classPath(), null)) {
      Method run =
          Class.forName("io.rollcall.discovery.sim.Schedule", true, world)
              .getDeclaredMethod("run", long.class);
      run.setAccessible(true);

      Optional<String> caught =
          LongStream.rangeClosed(1, MOST_SCHEDULES)
              .parallel()
              .mapToObj(seed -> failureOf(run, seed))
              .flatMap(Optional::stream)
              .findAny();

      System.out.printf("%-70s %s%n", mutation, caught.orElse("SURVIVED"));
      assertThat(caught).as(mutation.name()).isPresent();
    }
  }

  private static Optional<String> failureOf(Method run, long seed) {
    try {
      run.invoke(null, seed);
      return Optional.empty();
    } catch (InvocationTargetException thrown) {
      return Optional.of(String.valueOf(thrown.getCause().getMessage()));
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void compile(Mutation mutation) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavaFileObject source =
        new SimpleJavaFileObject(
            URI.create("string:///" + mutation.file()), JavaFileObject.Kind.SOURCE) {
          private final String text = mutation.source();

          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }

          /** The compiler wants the name of the class; the rest of the path does not matter. */
          @Override
          public boolean isNameCompatible(String simpleName, Kind kind) {
            return true;
          }
        };
    List<String> options =
        List.of(
            "-proc:none",
            "-nowarn",
            "-d",
            classes.toString(),
            "-classpath",
            System.getProperty("java.class.path"));
    boolean compiled = compiler.getTask(null, null, null, options, null, List.of(source)).call();
    assertThat(compiled).as("%s compiles", mutation).isTrue();
  }

  /** The mutated classes before those that they replace. */
  private URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    urls.add(classes.toUri().toURL());
    StringTokenizer entries =
        new StringTokenizer(System.getProperty("java.class.path"), File.pathSeparator);
    while (entries.hasMoreTokens()) {
      urls.add(Path.of(entries.nextToken()).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
