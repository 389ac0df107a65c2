package io.rollcall.haproxy;

import java.nio.charset.StandardCharsets;

/** An algorithm of load balancing, as a backend of the configuration, and a request it can tell. */
enum Balance {
  ROUNDROBIN("balance roundrobin"),
  LEASTCONN("balance leastconn"),
  RANDOM("balance random"),
  RANDOM_OF_ONE("balance random(1)"),
  SOURCE("balance source", "hash-type consistent"),
  URI("balance uri", "hash-type consistent"),
  URI_WHOLE("balance uri whole", "hash-type consistent djb2 avalanche"),
  URL_PARAM("balance url_param user", "hash-type consistent"),
  HDR("balance hdr(x-user)", "hash-type consistent"),
  HDR_BOUNDED("balance hdr(x-user)", "hash-type consistent crc32", "hash-balance-factor 150"),
  RDP_COOKIE("mode tcp", "balance rdp-cookie(mstshash)", "hash-type consistent");

  private final String lines;

  Balance(String... lines) {
    this.lines = String.join("\n  ", lines);
  }

  /** The backend's name, and that of its frontend's socket. */
  String backend() {
    return "by_" + name();
  }

  /** Whether weights show when requests come one after the other. */
  boolean followsWeights() {
    return this != LEASTCONN && this != HDR_BOUNDED;
  }

  /**
   * A frontend that is told who asks, and its backend.
   *
   * @param servers the lines of its servers
   */
  String sections(String servers) {
    return sections(backend(), servers, lines);
  }

  /** A frontend of this name on a Unix socket of this name, and its backend of this name. */
  static String sections(String name, String servers, String lines) {
    String tcp =
        lines.contains("mode tcp")
            ? """
              mode tcp
              tcp-request inspect-delay 10s
              tcp-request content accept if RDP_COOKIE
            """
            : "";
    return """
    frontend %s
    %s  bind unix@DIR/%s accept-proxy
      default_backend %s
    backend %s
      %s
      %s
    """
        .formatted(name, tcp, name, name, name, lines, servers);
  }

  /** What the user of this number sends, from an address of its own. */
  byte[] request(int user) {
    String from = "PROXY TCP4 10.1.%d.%d 10.0.0.1 1024 80\r\n".formatted(user / 250, user % 250);
    String request =
        this == RDP_COOKIE
            ? rdp(user)
            : "GET /%d?user=%d HTTP/1.1\r\nHost: test\r\nX-User: %d\r\nConnection: close\r\n\r\n"
                .formatted(user, user, user);
    return (from + request).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A connection request of X.224 in a TPKT, with the routing cookie. */
  private static String rdp(int user) {
    String cookie = "Cookie: mstshash=user%d\r\n".formatted(user);
    int length = 11 + cookie.length();
    return "\3\0\0" + (char) length + (char) (length - 5) + (char) 0xE0 + "\0\0\0\0\0" + cookie;
  }
}
