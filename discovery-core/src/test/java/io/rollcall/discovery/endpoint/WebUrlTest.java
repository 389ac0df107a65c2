package io.rollcall.discovery.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebUrlTest {
  @ParameterizedTest
  @CsvSource({
    "http://a_b:8080/c%20d, http, a_b, 8080, a_b:8080, /c%20d",
    "http://a, http, a, 80, a, ''",
    "https://a.example/, https, a.example, 443, a.example, /",
    "http://[::1]:1/x/y, http, [::1], 1, [::1]:1, /x/y"
  })
  void shouldTellItsParts(
      String given, String scheme, String host, int port, String authority, String path) {
    WebUrl url = WebUrl.of(given);

    assertThat(url.scheme()).isEqualTo(scheme);
    assertThat(url.host()).isEqualTo(host);
    assertThat(url.port()).isEqualTo(port);
    assertThat(url.authority()).isEqualTo(authority);
    assertThat(url.path()).isEqualTo(path);
    assertThat(url).hasToString(given).isEqualTo(WebUrl.of(given));
  }

  @ParameterizedTest
  @CsvSource({
    "a:80, it begins with neither http:// nor https://",
    "HTTP://a, it begins with neither http:// nor https://",
    "http://, it names no host",
    "http://a:, 'its port is not 1 to 65,535'",
    "http://a:0, 'its port is not 1 to 65,535'",
    "http://a:123456, 'its port is not 1 to 65,535'",
    "http://a:b, it must be http[s]://HOST[:PORT][/PATH]",
    "http://u@a, 'it holds more than a host, a port and a path'",
    "http://a?q, 'it holds more than a host, a port and a path'",
    "http://a/%2, its path has a character that must be written as %XX"
  })
  void shouldTellWhatIsWrong(String given, String fault) {
    assertThatThrownBy(() -> WebUrl.of(given))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("URL '" + given + "': " + fault);
  }

  @Test
  void shouldTakePortZeroToBindAlone() {
    assertThat(WebUrl.toBind("http://a_b:0/x").withPort(7)).hasToString("http://a_b:7/x");
  }

  @Test
  void shouldNameAResourceOfTheSameServer() throws UnknownHostException {
    assertThat(WebUrl.of("http://127.0.0.1:8/x").resource("/y?z=%20"))
        .hasToString("http://127.0.0.1:8/y?z=%20");
    assertThat(WebUrl.of("http://[::1]/x").resource("/y")).hasToString("http://[::1]/y");
  }

  @Test
  void shouldLookUpWhatAUriCannotHold() {
    assertThatThrownBy(() -> WebUrl.of("http://no_such.invalid:8").resource("/"))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("no_such.invalid");
  }
}
