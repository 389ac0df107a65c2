package io.rollcall.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test, or all tests of a class, a {@link VirtualTime}, a {@link ManualMembership} or a
 * {@link SimulatedCluster} by {@link RollcallExtension}, and says how the cluster is to start.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(RollcallExtension.class)
public @interface Simulation {
  /** The seed of all chance. The system property {@code rollcall.seed} overrides it. */
  long seed() default SimulatedCluster.DEFAULT_SEED;

  /** How many servers there are; 1 to 16. */
  int servers() default 1;
}
