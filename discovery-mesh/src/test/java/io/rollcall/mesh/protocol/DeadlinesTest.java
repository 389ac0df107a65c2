package io.rollcall.mesh.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private final Deadlines<String> deadlines = new Deadlines<>();

  @Test
  void shouldTakeOutWhatIsDueInOrder() {
    deadlines.add(20, "b");
    deadlines.add(10, "a");
    deadlines.add(20, "c");
    deadlines.add(21, "d");
    assertThat(deadlines.nextDue()).isEqualTo(10);
    assertThat(deadlines.due(20)).containsExactly("a", "b", "c");
    assertThat(deadlines.due(20)).isEmpty();
    assertThat(deadlines.nextDue()).isEqualTo(21);
  }

  @Test
  void shouldForgetWhatIsRemoved() {
    Deadlines.Entry<String> entry = deadlines.add(10, "a");
    deadlines.remove(entry);
    assertThat(deadlines.nextDue()).isEqualTo(Deadlines.NEVER);
    assertThat(deadlines.due(10)).isEmpty();
    deadlines.remove(entry);
  }
}
