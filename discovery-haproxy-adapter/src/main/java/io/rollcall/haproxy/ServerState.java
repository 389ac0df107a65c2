package io.rollcall.haproxy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A server as HAProxy has it.
 *
 * @param backendId of its backend
 * @param id unique in its backend
 * @param address an IP literal, or what else HAProxy shows
 * @param checkable whether it was added with {@code check} and its checks are off
 */
record ServerState(
    int backendId,
    int id,
    String name,
    String address,
    int port,
    int weight,
    Mode mode,
    boolean checkable) {
  private static final String VERSION = "1";

  // Bits of srv_admin_state and srv_check_state: HAProxy's management guide, "show servers state".
  private static final int FORCED_MAINT = 0x01;
  private static final int FORCED_DRAIN = 0x08;
  private static final int CHECK_CONFIGURED = 0x02;
  private static final int CHECK_ENABLED = 0x04;

  /**
   * Reads the answer to {@code show servers state}.
   *
   * @throws IOException if it is no such answer
   */
  static List<ServerState> parse(String answer) throws IOException {
    List<String> lines = answer.lines().toList();
    if (lines.size() < 2 || !lines.get(0).equals(VERSION) || !lines.get(1).startsWith("# ")) {
      throw new IOException("answers '" + Printable.of(answer) + "', which is no list of servers");
    }
    List<String> columns = words(lines.get(1).substring(2));
    List<ServerState> servers = new ArrayList<>();
    for (String line : lines.subList(2, lines.size())) {
      if (!line.isBlank()) {
        servers.add(new Row(columns, words(line)).server());
      }
    }
    return servers;
  }

  private static List<String> words(String line) {
    return Arrays.asList(line.strip().split(" ", -1));
  }

  private record Row(List<String> columns, List<String> cells) {
    ServerState server() throws IOException {
      int admin = number("srv_admin_state");
      int check = number("srv_check_state");
      Mode mode =
          (admin & FORCED_MAINT) != 0
              ? Mode.MAINT
              : (admin & FORCED_DRAIN) != 0 ? Mode.DRAIN : Mode.READY;
      return new ServerState(
          number("be_id"),
          number("srv_id"),
          cell("srv_name"),
          cell("srv_addr"),
          number("srv_port"),
          number("srv_uweight"),
          mode,
          (check & CHECK_CONFIGURED) != 0 && (check & CHECK_ENABLED) == 0);
    }

    private int number(String column) throws IOException {
      String cell = cell(column);
      try {
        return Integer.parseInt(cell);
      } catch (NumberFormatException odd) {
        throw new IOException(
            "answers '%s' for %s, which is no number".formatted(Printable.of(cell), column), odd);
      }
    }

    private String cell(String column) throws IOException {
      int place = columns.indexOf(column);
      if (place < 0 || place >= cells.size()) {
        throw new IOException(
            "answers without %s in '%s'".formatted(column, Printable.of(String.join(" ", cells))));
      }
      return cells.get(place);
    }
  }
}
