package io.rollcall.discovery.zmtp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.keys.Certificate;
import io.rollcall.discovery.zmtp.curve.CurveKeys;
import org.junit.jupiter.api.Test;

class OwnKeysTest {
  @Test
  void shouldCopyTheSecretOnceForEachCertificate() {
    OwnKeys keys = new OwnKeys();
    Certificate first = Certificate.create();
    CurveKeys pair = keys.of(first);

    assertThat(keys.of(first)).isSameAs(pair);
    assertThat(pair.publicKey()).isEqualTo(first.publicOctets());

    Certificate second = Certificate.create();
    assertThat(keys.of(second).publicKey()).isEqualTo(second.publicOctets());
  }
}
