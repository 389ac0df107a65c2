package io.rollcall.discovery.zmtp.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305;
import io.rollcall.discovery.zmtp.ZmtpException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoxTest {
  private static final byte[] NONCE =
      HexFormat.of().parseHex("69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37");

  private final Random random = new Random(1);

  /** Another implementation of NaCl. */
  private static byte[] jnacl(byte[] plain, byte[] publicKey, byte[] secretKey) {
    byte[] padded = new byte[32 + plain.length];
    System.arraycopy(plain, 0, padded, 32, plain.length);
    byte[] box = new byte[padded.length];
    curve25519xsalsa20poly1305.crypto_box(box, padded, padded.length, NONCE, publicKey, secretKey);
    byte[] cut = new byte[box.length - 16];
    System.arraycopy(box, 16, cut, 0, cut.length);
    return cut;
  }

  @Test
  void shouldSealAsNaClDoes() throws Exception {
    for (int length : new int[] {0, 1, 31, 32, 33, 63, 64, 65, 1_000, 70_000}) {
      CurveKeys one = CurveKeys.generate(random::nextBytes);
      CurveKeys other = CurveKeys.generate(random::nextBytes);
      byte[] plain = new byte[length];
      random.nextBytes(plain);
      byte[] sealed = Box.between(other.publicKey(), one.secretKey()).seal(NONCE, plain);
      assertThat(sealed).isEqualTo(jnacl(plain, other.publicKey(), one.secretKey()));
      Box mirrored = Box.between(one.publicKey(), other.secretKey());
      assertThat(mirrored.open(NONCE, sealed, "it")).isEqualTo(plain);
      Box series = mirrored.series(Arrays.copyOf(NONCE, 16));
      byte[] rest = Arrays.copyOfRange(NONCE, 16, 24);
      assertThat(series.seal(rest, plain)).isEqualTo(sealed);
      assertThat(series.open(rest, sealed, "it")).isEqualTo(plain);
    }
  }

  @Test
  void shouldMakeTheKeysThatNaClMakes() {
    CurveKeys keys = CurveKeys.generate(random::nextBytes);
    byte[] publicKey = new byte[32];
    com.neilalexander.jnacl.crypto.curve25519.crypto_scalarmult_base(publicKey, keys.secretKey());
    assertThat(keys.publicKey()).isEqualTo(publicKey);
    assertThat(keys).hasToString("a pair of CURVE keys");
  }

  @Test
  void shouldOpenNothingThatWasAltered() {
    Box box = Box.of(new byte[32]);
    byte[] sealed = box.seal(NONCE, new byte[] {1, 2, 3});
    for (int i = 0; i < sealed.length; i++) {
      byte[] altered = sealed.clone();
      altered[i] ^= 1;
      assertThatThrownBy(() -> box.open(NONCE, altered, "it"))
          .isInstanceOf(ZmtpException.class)
          .hasMessage("it does not open");
    }
    assertThatThrownBy(() -> box.open(NONCE, new byte[15], "it")).hasMessage("it has 15 octets");
    assertThatThrownBy(() -> box.open(new byte[24], sealed, "it")).hasMessage("it does not open");
  }

  @Test
  void shouldRefuseAKeyThatIsNoSecretToAnybody() {
    assertThatThrownBy(
            () -> Box.between(new byte[32], CurveKeys.generate(random::nextBytes).secretKey()))
        .isInstanceOf(ZmtpException.class)
        .hasMessage("a public key is degenerate");
  }
}
