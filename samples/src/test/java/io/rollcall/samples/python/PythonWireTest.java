package io.rollcall.samples.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Python codec against the golden vectors of the protocol's page, whole and damaged. */
class PythonWireTest {
  @RegisterExtension final Python python = new Python();

  @Test
  void shouldReadAndWriteTheGoldenVectors() throws Exception {
    Script tests = python.run("test_wire.py");

    int exit = tests.awaitExit();

    assertThat(exit).as("%s", tests.lines()).isZero();
  }
}
