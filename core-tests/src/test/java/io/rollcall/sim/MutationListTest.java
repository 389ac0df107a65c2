package io.rollcall.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That each {@link Mutation} still finds its place. Whether it is caught takes much longer. */
class MutationListTest {
  static List<Mutation> mutations() {
    return Mutation.ALL;
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void shouldFindItsPlace(Mutation mutation) {
    assertThat(mutation.patch().patched()).isNotEmpty();
  }
}
