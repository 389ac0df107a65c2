package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IncarnationTest {
  private static final UUID ID = new UUID(1, 2);

  @Test
  void shouldOrderByStartThenById() {
    assertThat(Incarnation.of(1, new UUID(9, 9)))
        .isLessThan(Incarnation.of(2, new UUID(0, 0)))
        .isLessThan(Incarnation.of(1, new UUID(9, 10)))
        .isLessThan(Incarnation.of(1, new UUID(10, 0)))
        .isEqualByComparingTo(Incarnation.of(1, new UUID(9, 9)));
  }

  @Test
  void shouldTakeAnIdAsAnUnsignedNumber() {
    List<Incarnation> sorted =
        List.of(
            Incarnation.of(1, new UUID(0, 0)),
            Incarnation.of(1, new UUID(0, Long.MAX_VALUE)),
            Incarnation.of(1, new UUID(0, Long.MIN_VALUE)),
            Incarnation.of(1, new UUID(0, -1)),
            Incarnation.of(1, new UUID(Long.MAX_VALUE, 0)),
            Incarnation.of(1, new UUID(Long.MIN_VALUE, 0)),
            Incarnation.of(1, new UUID(-1, 0)),
            Incarnation.of(1, new UUID(-1, -1)));
    List<Incarnation> shuffled = new ArrayList<>(sorted);
    Collections.shuffle(shuffled, new Random(1));

    assertThat(shuffled.stream().sorted()).containsExactlyElementsOf(sorted);
  }

  @Test
  void shouldKnowItsStartToTheMillisecond() {
    Incarnation incarnation = new Incarnation(Instant.ofEpochSecond(3, 4_999_999), ID);

    assertThat(incarnation.start()).isEqualTo(Instant.ofEpochMilli(3_004));
    assertThat(incarnation.startMillis()).isEqualTo(3_004);
    assertThat(incarnation).isEqualTo(Incarnation.of(3_004, ID));
  }

  @Test
  void shouldTakeAnyStartThatTheWireHolds() {
    assertThat(Incarnation.of(0, ID).startMillis()).isZero();
    assertThat(Incarnation.of(Long.MAX_VALUE, ID).startMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldRejectAStartThatTheWireDoesNotHold() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Incarnation.of(-1, ID))
        .withMessage("incarnation start 1969-12-31T23:59:59.999Z is before 1970");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Incarnation(Instant.MAX, ID))
        .withMessage("incarnation start " + Instant.MAX + " is out of range");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Incarnation(Instant.MIN, ID))
        .withMessage("incarnation start " + Instant.MIN + " is out of range");
  }

  @Test
  void shouldRejectNull() {
    assertThatNullPointerException().isThrownBy(() -> new Incarnation(null, ID));
    assertThatNullPointerException()
        .isThrownBy(() -> new Incarnation(Instant.EPOCH, null))
        .withMessage("id");
  }
}
