package io.rollcall.groupcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Bodies, octet for octet. */
class WireTest {
  private static final Instant LATER = Instant.ofEpochSecond(1, 500);

  @Test
  void shouldWriteAResponseAsGolangDoes() throws IOException {
    assertThat(Wire.response(ByteView.of("foo"))).isEqualTo(hex("0a03666f6f"));
    assertThat(Wire.readResponse(hex("0a03666f6f"))).isEqualTo(ByteView.of("foo"));
  }

  /** {@code expire} is field 3, in nanoseconds: 1,000,000,500. */
  @Test
  void shouldWriteAnExpiryAsMailgunDoes() throws IOException {
    ByteView value = ByteView.of("foo").expiringAt(LATER);
    byte[] body = hex("0a03666f6f" + "18f497ebdc03");
    assertThat(Wire.response(value)).isEqualTo(body);
    assertThat(Wire.readResponse(body)).isEqualTo(value);
    assertThat(Wire.readResponse(body).expiresAt()).contains(LATER);
  }

  /** {@code minute_qps} is a double in field 2. */
  @Test
  void shouldSkipWhatItDoesNotUse() throws IOException {
    byte[] body = hex("11000000000000f03f" + "0a0161" + "22026262" + "28ff01");
    assertThat(Wire.readResponse(body)).isEqualTo(ByteView.of("a"));
    assertThat(Wire.readResponse(new byte[0])).isEqualTo(ByteView.of(""));
  }

  @Test
  void shouldWriteASetRequestAsMailgunDoes() throws IOException {
    ByteView value = ByteView.of("v").expiringAt(LATER);
    byte[] body = Wire.setRequest("g", "日", value);
    assertThat(body).isEqualTo(hex("0a0167" + "1203e697a5" + "1a0176" + "20f497ebdc03"));
    assertThat(Wire.readSetRequest(body)).isEqualTo(new Wire.SetRequest("g", "日", value));
  }

  @Test
  void shouldRefuseWhatIsCutShort() {
    byte[] response = Wire.response(ByteView.of("a value").expiringAt(LATER));
    byte[] request = Wire.setRequest("group", "key", ByteView.of("a value"));
    for (int length : new int[] {1, 2, 5, 8, 10}) {
      assertThatThrownBy(() -> Wire.readResponse(Arrays.copyOf(response, length)))
          .isInstanceOf(InvalidProtocolBufferException.class);
    }
    assertThatThrownBy(() -> Wire.readSetRequest(Arrays.copyOf(request, request.length - 1)))
        .isInstanceOf(InvalidProtocolBufferException.class);
    assertThatThrownBy(() -> Wire.readResponse(hex("0c")))
        .as("the end of a group")
        .isInstanceOf(InvalidProtocolBufferException.class);
    assertThatThrownBy(() -> Wire.readResponse(hex("0affffffff07")))
        .as("a length of 2 GB")
        .isInstanceOf(InvalidProtocolBufferException.class);
  }

  private static byte[] hex(String octets) {
    return HexFormat.of().parseHex(octets);
  }
}
