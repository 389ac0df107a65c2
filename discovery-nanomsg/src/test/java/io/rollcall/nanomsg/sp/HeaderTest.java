package io.rollcall.nanomsg.sp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeaderTest {
  @Test
  void shouldMarkAnIdAsItsGenerationDoes() {
    assertThat(Header.of(5, Generation.CURRENT)).isEqualTo(Octets.bytes("80 00 00 05"));
    assertThat(Header.of(5, Generation.OLD_MANGOS)).isEqualTo(Octets.bytes("00 00 00 05"));
  }

  @Test
  void shouldFindTheIdAndTheBody() {
    Header header = read("80 00 00 05 6D 65", Generation.CURRENT);

    assertThat(header.id()).isEqualTo(5);
    assertThat(header.octets()).isEqualTo(Octets.bytes("80 00 00 05"));
    assertThat(header.body()).isEqualTo(Octets.bytes("6D 65"));
    assertThat(header.hasHops()).isFalse();
  }

  @Test
  void shouldKeepTheHopsBeforeTheId() {
    Header header = read("00 00 00 01 7F FF FF FF 80 00 00 05 AA", Generation.CURRENT);

    assertThat(header.id()).isEqualTo(5);
    assertThat(header.octets()).isEqualTo(Octets.bytes("00 00 00 01 7F FF FF FF 80 00 00 05"));
    assertThat(header.body()).isEqualTo(Octets.bytes("AA"));
    assertThat(header.hasHops()).isTrue();
  }

  @Test
  void shouldTakeEightHopsAndNotNine() {
    String hop = "00 00 00 01";

    assertThat(read(hop.repeat(8) + "80 00 00 05", Generation.CURRENT)).isNotNull();
    assertThat(read(hop.repeat(9) + "80 00 00 05", Generation.CURRENT)).isNull();
  }

  @Test
  void shouldFindNoneWhereThereIsNone() {
    assertThat(read("", Generation.CURRENT)).isNull();
    assertThat(read("80 00 00", Generation.CURRENT)).isNull();
    assertThat(read("00 00 00 05", Generation.CURRENT)).isNull();
    assertThat(read("00 00 05", Generation.OLD_MANGOS)).isNull();
  }

  @Test
  void shouldTakeTheFirstWordOfAnOldMangosAsItIs() {
    Header header = read("00 00 00 05 80 00 00 06", Generation.OLD_MANGOS);

    assertThat(header.id()).isEqualTo(5);
    assertThat(header.body()).isEqualTo(Octets.bytes("80 00 00 06"));
  }

  private static Header read(String octets, Generation generation) {
    return Header.of(Octets.bytes(octets), generation);
  }
}
