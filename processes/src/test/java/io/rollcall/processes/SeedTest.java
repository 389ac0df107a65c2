package io.rollcall.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeedTest {
  private static final String PROPERTY = "rollcall.seed";
  private final String before = System.getProperty(PROPERTY);

  @BeforeEach
  void forget() {
    System.clearProperty(PROPERTY);
  }

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(PROPERTY);
    } else {
      System.setProperty(PROPERTY, before);
    }
  }

  @Test
  void shouldBeFixedUnlessAskedForAnother() {
    assertThat(Seed.orElse(5)).isEqualTo(5);
    assertThat(Seed.replayed()).isEmpty();
  }

  @Test
  void shouldReplayANumber() {
    System.setProperty(PROPERTY, "7");

    assertThat(Seed.orElse(5)).isEqualTo(7);
    assertThat(Seed.replayed()).hasValue(7);
  }

  @Test
  void shouldDrawOneForTheWholeRun() {
    System.setProperty(PROPERTY, "fresh");

    assertThat(Seed.replayed()).isEmpty();
    assertThat(Seed.orElse(5)).isEqualTo(Seed.orElse(6)).isNotNegative();
  }

  @Test
  void shouldSayWhatItCannotRead() {
    System.setProperty(PROPERTY, "many");

    assertThatIllegalArgumentException()
        .isThrownBy(Seed::replayed)
        .withMessage("rollcall.seed 'many' is neither a number nor 'fresh'");
  }
}
