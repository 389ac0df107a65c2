package io.rollcall.daemon.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegistrationsTest {
  private final Registrations<Integer> registrations = new Registrations<>();

  @Test
  void shouldListAWorkerAsLongAsItsConnectionIsThere() {
    assertThat(registrations.register(1, "b:1")).isTrue();
    assertThat(registrations.register(2, "a:1")).isTrue();
    assertThat(registrations.workers()).containsExactly("a:1", "b:1");

    assertThat(registrations.gone(1)).isEqualTo("b:1");

    assertThat(registrations.workers()).containsExactly("a:1");
    assertThat(registrations.has("b:1")).isFalse();
  }

  /** gdsm unbinds the worker at the next line of its connection. */
  @Test
  void shouldNotMindThatAWorkerRegistersAgain() {
    registrations.register(1, "a:1");

    assertThat(registrations.register(1, "a:1")).isFalse();
    assertThat(registrations.gone(1)).isEqualTo("a:1");
    assertThat(registrations.workers()).isEmpty();
  }

  /** It dials again before the loss of its old connection is noticed. */
  @Test
  void shouldKeepAWorkerThatHasAnotherConnection() {
    registrations.register(1, "a:1");

    assertThat(registrations.register(2, "a:1")).isFalse();
    assertThat(registrations.connectionsOf("a:1")).containsExactly(1, 2);
    assertThat(registrations.gone(1)).isNull();
    assertThat(registrations.workers()).containsExactly("a:1");
    assertThat(registrations.gone(2)).isEqualTo("a:1");
  }

  @Test
  void shouldMoveAConnectionToTheWorkerThatItNamesLast() {
    registrations.register(1, "a:1");

    assertThat(registrations.register(1, "a:2")).isTrue();
    assertThat(registrations.workers()).containsExactly("a:2");
    assertThat(registrations.workerOn(1)).isEqualTo("a:2");
  }

  @Test
  void shouldSayThatTheListIsAnotherWhereAWorkerGoesAndNoneComes() {
    registrations.register(1, "a:1");
    registrations.register(2, "a:2");

    assertThat(registrations.register(1, "a:2")).isTrue();
    assertThat(registrations.workers()).containsExactly("a:2");
  }

  @Test
  void shouldNotMindAConnectionThatNeverRegistered() {
    assertThat(registrations.gone(1)).isNull();
    assertThat(registrations.workerOn(1)).isNull();
    assertThat(registrations.connectionsOf("a:1")).isEmpty();
  }
}
