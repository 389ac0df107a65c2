package io.rollcall.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.patch.PatchedClasses;
import io.rollcall.sim.Mutation.Seed;
import io.rollcall.sim.Mutation.UnitTest;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Puts each {@link Mutation} into the protocol, compiles it, and shows that the simulated world or
 * a unit test catches it: {@code mvn -B -pl core-tests -am -Pmutations test}.
 */
@Tag("mutations")
class MutationsTest {
  private static final long MOST_SCHEDULES = 6_500;

  @TempDir Path classes;
  @TempDir Path unpatched;

  static List<Mutation> mutations() {
    return Mutation.ALL;
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void shouldCatch(Mutation mutation) throws Exception {
    PatchedClasses mutated = PatchedClasses.compile(classes, List.of(mutation.patch()));
    if (mutation.caught() instanceof UnitTest test) {
      PatchedClasses none = PatchedClasses.compile(unpatched, List.of());
      assertThat(failureOf(none, test)).as("%s without a mutation", test).isEmpty();
      assertThat(failureOf(mutated, test))
          .as("%s with: %s", test, mutation)
          .get()
          .isInstanceOf(AssertionError.class);
    } else if (mutation.caught() instanceof Seed seed) {
      try (URLClassLoader world = new URLClassLoader(mutated.urls(), null)) {
        shouldCatch(mutation, seed, world);
      }
    }
  }

  private static void shouldCatch(Mutation mutation, Seed seed, ClassLoader world)
      throws ReflectiveOperationException {
    Class<?> carriers = Class.forName("io.rollcall.sim.Carrier", true, world);
    Object carrier =
        Arrays.stream(carriers.getEnumConstants())
            .filter(each -> each.toString().equals(seed.carrier().toString()))
            .findFirst()
            .orElseThrow();
    Method run =
        Class.forName("io.rollcall.sim.Schedule", true, world)
            .getDeclaredMethod("run", long.class, carriers);
    run.setAccessible(true);
    LongPredicate catches =
        number -> {
          boolean failed = failureOf(() -> run.invoke(null, number, carrier)).isPresent();
          if (failed) {
            // Without the mutation the guarantees hold.
            Schedule.run(number, seed.carrier());
          }
          return failed;
        };

    Optional<Long> caught =
        catches.test(seed.number()) ? Optional.of(seed.number()) : search(catches);

    System.out.printf("%-70s %s%n", mutation, caught.map(String::valueOf).orElse("SURVIVED"));
    assertThat(caught).as(mutation.name()).isPresent();
  }

  /** The protocol has changed since the seed was found: to find another takes minutes. */
  private static Optional<Long> search(LongPredicate catches) {
    return LongStream.rangeClosed(1, MOST_SCHEDULES).parallel().filter(catches).boxed().findAny();
  }

  /** Runs one test as JUnit would: before each, then the method. */
  private static Optional<Throwable> failureOf(PatchedClasses classes, UnitTest test)
      throws Exception {
    PatchedClasses both = classes.and("survey/" + test.type() + ".java");
    try (URLClassLoader library = new URLClassLoader(both.urls(), null)) {
      Class<?> type = Class.forName("io.rollcall.discovery.survey." + test.type(), true, library);
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      Object instance = constructor.newInstance();
      for (Method each : type.getDeclaredMethods()) {
        if (isBeforeEach(each)) {
          each.setAccessible(true);
          each.invoke(instance);
        }
      }
      Method method = type.getDeclaredMethod(test.method());
      method.setAccessible(true);
      return failureOf(() -> method.invoke(instance));
    }
  }

  private static boolean isBeforeEach(Method method) {
    return Arrays.stream(method.getAnnotations())
        .anyMatch(any -> any.annotationType().getSimpleName().equals("BeforeEach"));
  }

  private interface Invocation {
    Object invoke() throws ReflectiveOperationException;
  }

  /** What the invoked method threw. */
  private static Optional<Throwable> failureOf(Invocation invocation) {
    try {
      invocation.invoke();
      return Optional.empty();
    } catch (InvocationTargetException thrown) {
      return Optional.of(thrown.getCause());
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
