package io.rollcall.discovery.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.patch.PatchedClasses;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Puts each {@link Mutation} into the protocol, compiles it, and shows that the simulated world
 * catches it: {@code mvn -B -pl core-tests -am -Pmutations test}.
 */
@Tag("mutations")
class MutationsTest {
  private static final long MOST_SCHEDULES = 20_000;

  @TempDir Path classes;

  static List<Mutation> mutations() {
    return Mutation.ALL;
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void shouldCatch(Mutation mutation) throws Exception {
    PatchedClasses mutated = PatchedClasses.compile(classes, List.of(mutation.patch()));
    try (URLClassLoader world = new URLClassLoader(mutated.urls(), null)) {
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
}
