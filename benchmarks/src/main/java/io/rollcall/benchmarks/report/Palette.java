package io.rollcall.benchmarks.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The colours of a picture: orange for what is Rollcall, grey-blue for what stands beside it. */
final class Palette {
  static final Color TEXT = new Color(0x24, 0x29, 0x2f);
  static final Color GRID = new Color(0xe2, 0xe6, 0xea);

  private static final Color ROLLCALL = new Color(0xd9, 0x48, 0x01);
  private static final Color LIGHTEST_ROLLCALL = new Color(0xfd, 0xd0, 0xa2);
  private static final Color REFERENCE = new Color(0x3f, 0x55, 0x6b);
  private static final Color LIGHTEST_REFERENCE = new Color(0xd0, 0xda, 0xe4);

  private Palette() {}

  /** Whether this is the name of Rollcall or of one of its variants: it begins so. */
  static boolean isRollcall(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith("rollcall");
  }

  /** A colour for each of these, in this order; the first of either kind has the darkest. */
  static List<Color> of(Collection<String> names) {
    int rollcalls = (int) names.stream().filter(Palette::isRollcall).count();
    int references = names.size() - rollcalls;
    int rollcall = 0;
    int reference = 0;
    List<Color> colors = new ArrayList<>();
    for (String name : names) {
      colors.add(
          isRollcall(name)
              ? between(ROLLCALL, LIGHTEST_ROLLCALL, rollcall++, rollcalls)
              : between(REFERENCE, LIGHTEST_REFERENCE, reference++, references));
    }
    return colors;
  }

  private static Color between(Color dark, Color light, int index, int count) {
    double share = (double) index / Math.max(count - 1, 2);
    return new Color(
        mixed(dark.getRed(), light.getRed(), share),
        mixed(dark.getGreen(), light.getGreen(), share),
        mixed(dark.getBlue(), light.getBlue(), share));
  }

  private static int mixed(int one, int other, double share) {
    return (int) Math.round(one + (other - one) * share);
  }
}
