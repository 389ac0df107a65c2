package io.rollcall.discovery.zmtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.zmtp.curve.Cookies;
import io.rollcall.discovery.zmtp.curve.CurveClient;
import io.rollcall.discovery.zmtp.curve.CurveKeys;
import io.rollcall.discovery.zmtp.curve.CurveServer;
import io.rollcall.discovery.zmtp.curve.Randomness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays dialogs that were recorded with libzmq 4.3.4: what we say is the same to the octet, and
 * what libzmq said is understood.
 */
class CurveDialogsTest {
  private static final String FILE = "/io/rollcall/discovery/zmtp/curve-dialogs.txt";

  private static final int FUZZ = Integer.getInteger("rollcall.fuzz.rounds", 300);

  private record Dialog(boolean isServer, SocketType type, List<String> lines) {
    @Override
    public String toString() {
      return (isServer ? "server " : "client ") + type + ", " + lines.size() + " lines";
    }
  }

  static Stream<Dialog> dialogs() throws IOException {
    List<Dialog> dialogs = new ArrayList<>();
    try (InputStream file = CurveDialogsTest.class.getResourceAsStream(FILE)) {
      String text =
          new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.US_ASCII);
      for (String line : text.lines().filter(each -> !each.startsWith("#")).toList()) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("dialog")) {
          boolean isServer = words[1].equals("server");
          dialogs.add(new Dialog(isServer, SocketType.valueOf(words[2]), new ArrayList<>()));
        } else {
          dialogs.get(dialogs.size() - 1).lines.add(line);
        }
      }
    }
    return dialogs.stream();
  }

  private static CurveKeys keys(int each) {
    byte[] secret = new byte[CurveKeys.LENGTH];
    Arrays.fill(secret, (byte) each);
    return CurveKeys.ofSecret(secret);
  }

  private static Mechanism mechanism(Dialog dialog) {
    Randomness random = new Random(7)::nextBytes;
    return dialog.isServer
        ? new CurveServer(
            dialog.type, keys(1), new Cookies(random, 0), random, key -> Optional.empty(), () -> 0)
        : new CurveClient(dialog.type, keys(2), keys(1).publicKey(), random);
  }

  @ParameterizedTest
  @MethodSource("dialogs")
  void shouldReplay(Dialog dialog) throws ZmtpException {
    Side side = new Side(dialog.type, mechanism(dialog));
    List<String> said = new ArrayList<>();
    if (!dialog.isServer) {
      side.session.send(
          dialog.type == SocketType.SUB
              ? Outgoing.subscribe(Side.ascii("t"))
              : Outgoing.message(Side.ascii("hello")));
    }
    side.session.start();
    said.add("out " + HexFormat.of().formatHex(side.written()));
    for (String line : dialog.lines) {
      if (line.startsWith("in ")) {
        said.add(line);
        hear(side, line.substring("in ".length()), said);
        sendsInAnswer(dialog, side);
        byte[] written = side.written();
        if (written.length > 0) {
          said.add("out " + HexFormat.of().formatHex(written));
        }
      }
    }
    assertThat(said.stream().filter(line -> line.startsWith("out ")))
        .containsExactlyElementsOf(
            dialog.lines.stream().filter(line -> line.startsWith("out ")).toList());
    assertThat(side.told)
        .containsExactlyElementsOf(
            dialog.lines.stream().filter(line -> !line.matches("(in|out|error) .*")).toList());
  }

  /** What libzmq said, altered at random: it ends the connection, or changes nothing. */
  @ParameterizedTest
  @MethodSource("dialogs")
  void shouldRefuseWhatWasAltered(Dialog dialog) throws ZmtpException {
    for (int seed = 0; seed < FUZZ; seed++) {
      Random random = new Random(seed);
      Side side = new Side(dialog.type, mechanism(dialog));
      side.session.start();
      for (String line : dialog.lines) {
        if (line.startsWith("in ") && !hearAltered(side, line.substring("in ".length()), random)) {
          break;
        }
      }
      // An ERROR is not sealed.
      side.told.removeIf(told -> told.startsWith("refused "));
      assertThat(dialog.lines).as("seed %d", seed).containsAll(side.told);
    }
  }

  private static boolean hearAltered(Side side, String hex, Random random) {
    byte[] octets = HexFormat.of().parseHex(hex);
    if (random.nextInt(4) == 0) {
      octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
    }
    int length = random.nextInt(8) == 0 ? random.nextInt(octets.length) : octets.length;
    try {
      side.hears(octets, 0, length);
      return true;
    } catch (ZmtpException refused) {
      return false;
    }
  }

  private static void hear(Side side, String hex, List<String> said) {
    try {
      side.hears(hex);
    } catch (ZmtpException refused) {
      said.add("error " + refused.getMessage());
    }
  }

  /** What our side sent when the first message or subscription had come. */
  private static void sendsInAnswer(Dialog dialog, Side side) {
    boolean first = side.told.size() == 2;
    if (dialog.isServer && first) {
      String text = dialog.type == SocketType.XPUB ? "topic" : "answer";
      side.session.send(Outgoing.message(Side.ascii(text)));
    }
  }
}
