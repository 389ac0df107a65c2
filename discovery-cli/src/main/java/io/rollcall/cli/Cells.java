package io.rollcall.cli;

import java.lang.Character.UnicodeBlock;
import java.util.Set;

/**
 * How many cells of a terminal a text takes: two for a wide character of Unicode's Standard Annex
 * 11, as of Chinese, Japanese, Korean, and for an emoji; none for one that combines with the one
 * before it. By the blocks that the JDK knows, so a few rare symbols count as other than they are
 * shown. Stateless.
 */
final class Cells {
  private static final int FIRST_WIDE = 0x1100;
  private static final int LAST_LEADING_JAMO = 0x115f;

  /** All of these are wide. */
  private static final Set<UnicodeBlock> WIDE =
      Set.of(
          UnicodeBlock.CJK_RADICALS_SUPPLEMENT,
          UnicodeBlock.KANGXI_RADICALS,
          UnicodeBlock.IDEOGRAPHIC_DESCRIPTION_CHARACTERS,
          UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION,
          UnicodeBlock.HIRAGANA,
          UnicodeBlock.KATAKANA,
          UnicodeBlock.BOPOMOFO,
          UnicodeBlock.HANGUL_COMPATIBILITY_JAMO,
          UnicodeBlock.KANBUN,
          UnicodeBlock.BOPOMOFO_EXTENDED,
          UnicodeBlock.CJK_STROKES,
          UnicodeBlock.KATAKANA_PHONETIC_EXTENSIONS,
          UnicodeBlock.ENCLOSED_CJK_LETTERS_AND_MONTHS,
          UnicodeBlock.CJK_COMPATIBILITY,
          UnicodeBlock.YI_SYLLABLES,
          UnicodeBlock.YI_RADICALS,
          UnicodeBlock.HANGUL_JAMO_EXTENDED_A,
          UnicodeBlock.HANGUL_SYLLABLES,
          UnicodeBlock.VERTICAL_FORMS,
          UnicodeBlock.CJK_COMPATIBILITY_FORMS,
          UnicodeBlock.SMALL_FORM_VARIANTS,
          UnicodeBlock.KANA_SUPPLEMENT,
          UnicodeBlock.KANA_EXTENDED_A,
          UnicodeBlock.ENCLOSED_IDEOGRAPHIC_SUPPLEMENT,
          UnicodeBlock.EMOTICONS,
          UnicodeBlock.MISCELLANEOUS_SYMBOLS_AND_PICTOGRAPHS,
          UnicodeBlock.TRANSPORT_AND_MAP_SYMBOLS,
          UnicodeBlock.SUPPLEMENTAL_SYMBOLS_AND_PICTOGRAPHS,
          UnicodeBlock.SYMBOLS_AND_PICTOGRAPHS_EXTENDED_A);

  /** Emoji between narrow symbols: watch, umbrella, zodiac, check mark, star and the like. */
  private static final String WIDE_SYMBOLS =
      "\u231a\u231b\u23e9\u23ea\u23eb\u23ec\u23f0\u23f3\u25fd\u25fe\u2614"
          + "\u2615\u2648\u2649\u264a\u264b\u264c\u264d\u264e\u264f\u2650\u2651"
          + "\u2652\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5"
          + "\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b"
          + "\u2728\u274c\u274e\u2753\u2754\u2755\u2757\u2795\u2796\u2797\u27b0"
          + "\u27bf\u2b1b\u2b1c\u2b50\u2b55";

  private static final int FIRST_SYMBOL = 0x2300;
  private static final int LAST_SYMBOL = 0x2bff;

  private Cells() {}

  /** Of a text without control characters. */
  static int of(String text) {
    return text.codePoints().map(Cells::of).sum();
  }

  static int of(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  private static boolean isWide(int codePoint) {
    if (codePoint < FIRST_WIDE) {
      return false;
    }
    if (codePoint >= FIRST_SYMBOL && codePoint <= LAST_SYMBOL) {
      return WIDE_SYMBOLS.indexOf(codePoint) >= 0;
    }
    UnicodeBlock block = UnicodeBlock.of(codePoint);
    return codePoint <= LAST_LEADING_JAMO
        || Character.isIdeographic(codePoint)
        // The full-width forms; the half-width ones share their block.
        || (codePoint >= 0xff01 && codePoint <= 0xff60)
        || (codePoint >= 0xffe0 && codePoint <= 0xffe6)
        || (block != null && WIDE.contains(block));
  }

  /** As much of the beginning as fits into so many cells. */
  static String cut(String text, int cells) {
    int end = 0;
    int taken = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      taken += of(codePoint);
      if (taken > cells) {
        return text.substring(0, end);
      }
      end += Character.charCount(codePoint);
    }
    return text;
  }
}
