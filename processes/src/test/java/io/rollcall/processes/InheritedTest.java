package io.rollcall.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A test that runs on one transport must not start processes on the other. */
class InheritedTest {
  private static final String PROPERTY = "rollcall.transport";

  private final String before = System.getProperty(PROPERTY, "");

  @AfterEach
  void restore() {
    if (before.isEmpty()) {
      System.clearProperty(PROPERTY);
    } else {
      System.setProperty(PROPERTY, before);
    }
  }

  @Test
  void shouldHandTheTransportOn() {
    System.setProperty(PROPERTY, "zmtp");

    assertThat(Children.jvm(List.of(), InheritedTest.class, List.of()))
        .contains("-Drollcall.transport=zmtp");
  }

  @Test
  void shouldHandNothingOnWhereNothingWasChosen() {
    System.clearProperty(PROPERTY);

    assertThat(Children.java()).hasSize(1);
  }
}
