package io.rollcall.nanomsg.sp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.net.WireException;
import org.junit.jupiter.api.Test;

class ProtocolTest {
  @Test
  void shouldOfferTheNumbersOfItsGeneration() {
    assertThat(Protocol.PUB.number(Generation.CURRENT)).isEqualTo(0x20);
    assertThat(Protocol.SUB.number(Generation.CURRENT)).isEqualTo(0x21);
    assertThat(Protocol.SURVEYOR.number(Generation.CURRENT)).isEqualTo(0x62);
    assertThat(Protocol.RESPONDENT.number(Generation.CURRENT)).isEqualTo(0x63);
    assertThat(Protocol.SURVEYOR.number(Generation.OLD_MANGOS)).isEqualTo(0x60);
    assertThat(Protocol.RESPONDENT.number(Generation.OLD_MANGOS)).isEqualTo(0x61);
  }

  @Test
  void shouldKnowAPeersGeneration() throws WireException {
    assertThat(Protocol.SURVEYOR.generationOfPeer(0x63)).isEqualTo(Generation.CURRENT);
    assertThat(Protocol.SURVEYOR.generationOfPeer(0x61)).isEqualTo(Generation.OLD_MANGOS);
    assertThat(Protocol.RESPONDENT.generationOfPeer(0x62)).isEqualTo(Generation.CURRENT);
    assertThat(Protocol.RESPONDENT.generationOfPeer(0x60)).isEqualTo(Generation.OLD_MANGOS);
    assertThat(Protocol.SUB.generationOfPeer(0x20)).isEqualTo(Generation.CURRENT);
    assertThat(Protocol.PUB.generationOfPeer(0x21)).isEqualTo(Generation.CURRENT);
  }

  @Test
  void shouldNameTheNumberAndTheOneWanted() {
    assertThatThrownBy(() -> Protocol.SURVEYOR.generationOfPeer(0x20))
        .hasMessage("protocol number 0x20 is not 0x63 or 0x61");
    assertThatThrownBy(() -> Protocol.PUB.generationOfPeer(0x20))
        .hasMessage("protocol number 0x20 is not 0x21");
  }
}
