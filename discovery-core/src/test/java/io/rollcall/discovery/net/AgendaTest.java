package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgendaTest {
  private final Agenda<String> agenda = new Agenda<>();

  @Test
  void shouldServeInTurnAndEachOnce() {
    agenda.add("a");
    agenda.add("b");
    agenda.add("a");

    assertThat(agenda.size()).isEqualTo(2);
    assertThat(agenda.next()).isEqualTo("a");
    agenda.add("a");
    assertThat(agenda.next()).isEqualTo("b");
    assertThat(agenda.next()).isEqualTo("a");
    assertThat(agenda.next()).isNull();
  }

  @Test
  void shouldPassAMarkOnceAllBeforeItAreServed() {
    agenda.add("a");
    long mark = agenda.mark();
    agenda.add("b");

    assertThat(agenda.hasPassed(mark)).isFalse();
    agenda.next();
    assertThat(agenda.hasPassed(mark)).isTrue();
  }
}
