package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerStateTest {
  private static final String HEAD =
      "1\n# be_id srv_id srv_name srv_addr srv_admin_state srv_uweight srv_check_state srv_port extra\n";

  @ParameterizedTest
  @CsvSource({"0, READY", "1, MAINT", "5, MAINT", "8, DRAIN", "9, MAINT", "16, READY", "32, READY"})
  void shouldReadTheMode(int admin, Mode mode) throws IOException {
    assertThat(ServerState.parse(HEAD + "4 17 a 10.0.0.1 " + admin + " 7 0 80 -\n\n"))
        .containsExactly(new ServerState(4, 17, "a", "10.0.0.1", 80, 7, mode, false));
  }

  @ParameterizedTest
  @CsvSource({"0, false", "2, true", "6, false", "7, false", "3, true"})
  void shouldReadWhetherChecksAreOff(int check, boolean checkable) throws IOException {
    assertThat(ServerState.parse(HEAD + "4 17 a ::1 0 7 " + check + " 80 -\n"))
        .containsExactly(new ServerState(4, 17, "a", "::1", 80, 7, Mode.READY, checkable));
  }

  @Test
  void shouldReadABackendWithoutServers() throws IOException {
    assertThat(ServerState.parse(HEAD)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Can't find backend.\n",
        "Permission denied\n",
        "2\n# srv_name\n",
        "1\nsrv_name\n",
        "1\n# be_id srv_id srv_name\n4 17 a\n",
        HEAD + "4 17 a 10.0.0.1 0\n",
        HEAD + "4 17 a 10.0.0.1 x 7 0 80 -\n"
      })
  void shouldRefuseWhatIsNoList(String answer) {
    assertThatThrownBy(() -> ServerState.parse(answer))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("answers ");
  }
}
