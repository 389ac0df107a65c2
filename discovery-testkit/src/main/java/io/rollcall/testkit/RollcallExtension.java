package io.rollcall.testkit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.IncompleteExecutionException;

/**
 * A JUnit extension whose tests take a {@link VirtualTime}, a {@link ManualMembership} or a {@link
 * SimulatedCluster} as a parameter of the constructor, of {@code @BeforeEach} or of the test
 * itself. Thread-safe.
 *
 * <p>A test has one of each, all in one time, and they are closed after it. The failure of a test
 * that has a cluster names its seed. Wants JUnit 5.12 or later. {@link Simulation} chooses the seed
 * and the number of servers.
 */
public final class RollcallExtension
    implements ParameterResolver,
        AfterEachCallback,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {
  private static final Namespace NAMESPACE = Namespace.create(RollcallExtension.class);

  /** For JUnit, which makes one. */
  public RollcallExtension() {}

  /** Constructors are given what belongs to the one test that they are called for. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == VirtualTime.class
        || type == ManualMembership.class
        || type == SimulatedCluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "a %s belongs to one test, and this is called for several"
              .formatted(type.getSimpleName()));
    }
    Fixture fixture = fixture(context).orElseGet(() -> create(context));
    if (type == VirtualTime.class) {
      return fixture.time();
    }
    return type == ManualMembership.class ? fixture.membership() : fixture.cluster();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    fixture(context).ifPresent(Fixture::close);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw withSeed(context, thrown);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw withSeed(context, thrown);
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw withSeed(context, thrown);
  }

  private static Throwable withSeed(ExtensionContext context, Throwable thrown) {
    Optional<Long> seed = fixture(context).flatMap(Fixture::seed);
    if (seed.isEmpty() || thrown instanceof IncompleteExecutionException) {
      return thrown;
    }
    String what = thrown instanceof AssertionError ? thrown.getMessage() : thrown.toString();
    String message = "seed %d (-Drollcall.seed=%1$d replays it): %s".formatted(seed.get(), what);
    return thrown instanceof AssertionFailedError failed
        ? new AssertionFailedError(message, failed.getExpected(), failed.getActual(), failed)
        : new AssertionError(message, thrown);
  }

  private static Optional<Fixture> fixture(ExtensionContext context) {
    return Optional.ofNullable(context.getStore(NAMESPACE).get(Fixture.class, Fixture.class));
  }

  private static Fixture create(ExtensionContext context) {
    Fixture fixture = new Fixture(simulation(context));
    context.getStore(NAMESPACE).put(Fixture.class, fixture);
    return fixture;
  }

  /** That of the method, else of its class, else of the class around it. */
  private static @Nullable Simulation simulation(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), Simulation.class)
        .or(() -> context.getParent().map(RollcallExtension::simulation))
        .orElse(null);
  }
}
