package io.rollcall.samples.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Python codec against the golden vectors of the protocol's page, and the client's rules. */
class PythonWireTest {
  @RegisterExtension final Python python = new Python();

  @Test
  void shouldReadAndWriteTheGoldenVectors() throws Exception {
    assertThatItPasses("test_wire.py");
  }

  @Test
  void shouldWaitForASilentServerAsTheRulesSay() throws Exception {
    assertThatItPasses("test_client.py");
  }

  private void assertThatItPasses(String file) throws Exception {
    Script tests = python.run(file);

    int exit = tests.awaitExit();

    assertThat(exit).as("%s", tests.lines()).isZero();
  }
}
