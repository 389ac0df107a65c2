package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.1:80, 10.0.0.1, 80",
    "tcp://10.0.0.1:1, 10.0.0.1, 1",
    "http://10.0.0.1:65535/, 10.0.0.1, 65535",
    "https://web.example:443, web.example, 443",
    "[2001:db8::1]:80, 2001:db8::1, 80",
    "[::ffff:10.0.0.1]:80, ::ffff:10.0.0.1, 80",
    "localhost:80, localhost, 80"
  })
  void shouldReadAddresses(String text, String host, int port) {
    assertThat(HostPort.parse(text)).contains(new HostPort(host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "web",
        "web:",
        ":80",
        "web:0",
        "web:65536",
        "web:123456",
        "web:80:80",
        "web:80/path",
        "ftp://web:80",
        "::1:80",
        "[::1]",
        "[web]:80",
        "[1.2.3]:80",
        "127.1:80",
        "256.0.0.1:80",
        "1.2.3.4.5:80",
        "web :80",
        "web;x:80",
        "web\n:80",
        "web:80\n",
        "-web:80",
        "[fe80::1%eth0]:80",
        "[:::]:80"
      })
  void shouldRefuseWhatIsNone(String text) {
    assertThat(HostPort.parse(text)).isEmpty();
  }
}
