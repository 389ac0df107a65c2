package io.rollcall.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.processes.Seed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The guarantees as {@link SimulatedWorldTest} tries them, with all of the library below them: the
 * agents run on ZMTP and the engine, over simulated TCP, without security or with CURVE. The same
 * properties choose the seeds.
 */
@Execution(ExecutionMode.CONCURRENT)
class SimulatedTcpTest {
  private static final int SCHEDULES = 100;
  private static final int MORE_SCHEDULES = 1_000;

  /** Each handshake costs as much as some hundred steps. */
  private static final int SEALED = 15;

  private static final int MORE_SEALED = 200;

  @Test
  @DisabledIfSystemProperty(named = "rollcall.seed", matches = "[0-9]+")
  void shouldKeepTheGuaranteesInEverySchedule() {
    Schedules.assertGuarantees(
        Carrier.OCTETS, Seed.orElse(1), Integer.getInteger("rollcall.schedules", SCHEDULES));
  }

  @Test
  @DisabledIfSystemProperty(named = "rollcall.seed", matches = "[0-9]+")
  void shouldKeepTheGuaranteesUnderCurve() {
    Schedules.assertGuarantees(Carrier.SEALED, Seed.orElse(1), SEALED);
  }

  @Test
  @Tag("long")
  @DisabledIfSystemProperty(named = "rollcall.seed", matches = "[0-9]+")
  void shouldKeepTheGuaranteesInManyMoreSchedules() {
    Schedules.assertGuarantees(
        Carrier.OCTETS,
        Seed.orElse(SCHEDULES + 1),
        Integer.getInteger("rollcall.schedules", MORE_SCHEDULES));
  }

  @Test
  @Tag("long")
  @DisabledIfSystemProperty(named = "rollcall.seed", matches = "[0-9]+")
  void shouldKeepTheGuaranteesUnderCurveInMoreSchedules() {
    Schedules.assertGuarantees(Carrier.SEALED, Seed.orElse(SEALED + 1), MORE_SEALED);
  }

  @Test
  @EnabledIfSystemProperty(named = "rollcall.seed", matches = "[0-9]+")
  void shouldKeepTheGuaranteesInThisSchedule() {
    System.out.println(Schedule.run(Long.getLong("rollcall.seed"), Carrier.OCTETS));
    System.out.println(Schedule.run(Long.getLong("rollcall.seed"), Carrier.SEALED));
  }

  @Test
  void shouldGiveTheSameRunForTheSameSeed() {
    assertThat(Schedule.run(7, Carrier.SEALED)).isEqualTo(Schedule.run(7, Carrier.SEALED));
  }
}
