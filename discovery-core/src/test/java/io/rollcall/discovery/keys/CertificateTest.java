package io.rollcall.discovery.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neilalexander.jnacl.crypto.curve25519;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.ZConfig;

/** Certificate files as Rollcall, JeroMQ, CZMQ and pyzmq write them. */
class CertificateTest {
  /** From RFC 32's reference code. */
  private static final String KEY = "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6";

  private static final byte[] OCTETS =
      HexFormat.of().parseHex("8e0bdd697628b91d8f245587ee95c5b04d48963f79259877b49cd9063aead3b7");

  @TempDir Path folder;

  private Certificate read(String text) throws IOException {
    return Certificate.read(Files.writeString(folder.resolve("any.key"), text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curve\n    public-key = \"KEY\"\n",
        "curve\r\n    public-key = \"KEY\"\r\n",
        "curve\n\tpublic-key='KEY' # a comment\n",
        "curve\n    public-key = KEY",
        "# x\n\nmetadata\n    public-key = \"no\"\ncurve # y\n    a = 1\n    public-key = \"KEY\"\nz\n",
        "metadata\n    name = \"f\u00fcr\"\ncurve\n\n# x\n    public-key = \"KEY\"\n",
      })
  void shouldReadAPublicKeyInAnyForm(String form) throws Exception {
    Certificate read = read(form.replace("KEY", KEY));
    assertThat(read.secretOctets()).isEmpty();
    assertThat(read.publicKey()).isEqualTo(KEY);
    assertThat(read.publicOctets()).isEqualTo(OCTETS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "curve\n",
        "public-key = \"KEY\"\n",
        "metadata\n    public-key = \"KEY\"\n",
        "curve\n    public-key = \"KEY\n",
        "curve\n    public-key = \"KEYx\"\n",
        "curve\n    public-key = \"~KEY\"\n",
        "curve\n    public-key = \"%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%\"\n",
        "curve\n    public-key = \"KEY\"\n    secret-key = \"abc\"\n",
      })
  void shouldNameAFileThatHoldsNoKey(String text) {
    assertThatThrownBy(() -> read(text.replace("KEY", KEY)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("any.key")
        .hasMessageContaining("curve/");
  }

  @Test
  void shouldReadNoFileThatIsTooLongForACertificate() {
    assertThatThrownBy(() -> read("#".repeat(65_537)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("any.key is no certificate");
  }

  @Test
  void shouldMakeKeysThatNaClMakesToo() {
    for (int i = 0; i < 20; i++) {
      Certificate made = Certificate.create();
      byte[] publicKey = new byte[32];
      curve25519.crypto_scalarmult_base(publicKey, made.secretOctets().orElseThrow());
      assertThat(made.publicOctets()).isEqualTo(publicKey);
    }
  }

  /** Also where the name would end its quotes, or its line. */
  @Test
  void shouldWriteWhatJeroMqReads() throws Exception {
    String name = "a \"name\"\ncurve\n    public-key = \"x\"";
    Certificate made = Certificate.create().save(folder, name);
    for (String ending : new String[] {".key", ".key_secret"}) {
      ZConfig read = ZConfig.load(folder.resolve(name + ending).toString());
      assertThat(read.getValue("curve/public-key")).isEqualTo(made.publicKey());
      assertThat(Certificate.read(folder.resolve(name + ending)).publicKey())
          .isEqualTo(made.publicKey());
    }
    assertThat(Certificate.read(folder.resolve(name + ".key_secret")).secretOctets())
        .contains(made.secretOctets().orElseThrow());
  }
}
