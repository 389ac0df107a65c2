package io.rollcall.nanomsg.sp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SurveysTest {
  private static final int LAST_ID = 0x7FFFFFFF;

  private final Surveys surveys = new Surveys(LAST_ID - 1);
  private final Asked asked = new Asked();

  @Test
  void shouldCountIn31Bits() {
    assertThat(new int[] {surveys.next(), surveys.next(), surveys.next()})
        .containsExactly(LAST_ID - 1, LAST_ID, 0);
    assertThat(new Surveys(-1).next()).isEqualTo(LAST_ID);
  }

  @Test
  void shouldRememberNoneThatWasNot() {
    assertThat(surveys.isEmpty()).isTrue();
    assertThat(surveys.remembers(LAST_ID - 2)).isFalse();
    int first = surveys.next();

    assertThat(surveys.remembers(first)).isTrue();
    assertThat(surveys.remembers(first - 1)).isFalse();
    assertThat(surveys.remembers(first + 1)).isFalse();
    assertThat(surveys.remembers(first | 0x80000000)).isFalse();
  }

  @Test
  void shouldRememberTheLast64() {
    int first = surveys.next();
    for (int i = 1; i < 64; i++) {
      assertThat(surveys.next()).isNotNegative();
    }
    assertThat(surveys.remembers(first)).isTrue();
    surveys.next();
    assertThat(surveys.remembers(first)).isFalse();
  }

  @Test
  void shouldKnowWhichOfThemWentToAPipe() {
    assertThat(asked.isOpen(0)).isFalse();
    asked.mark(LAST_ID);
    asked.mark(2);

    assertThat(asked.isOpen(LAST_ID)).isTrue();
    assertThat(asked.isOpen(0)).isFalse();
    assertThat(asked.isOpen(1)).isFalse();
    assertThat(asked.isOpen(2)).isTrue();
    assertThat(asked.isOpen(3)).isFalse();
  }

  @Test
  void shouldForgetWhatIsLongPast() {
    asked.mark(5);
    asked.mark(68);
    assertThat(asked.isOpen(5)).isTrue();
    asked.mark(69);
    assertThat(asked.isOpen(5)).isFalse();
    asked.mark(1000);
    assertThat(asked.isOpen(69)).isFalse();
    assertThat(asked.isOpen(1000)).isTrue();
  }

  @Test
  void shouldMarkOneTwice() {
    asked.mark(5);
    asked.mark(6);
    asked.mark(6);

    assertThat(asked.isOpen(5)).isTrue();
    assertThat(asked.isOpen(6)).isTrue();
  }
}
