package io.rollcall.cli.web;

import java.util.List;
import java.util.Map;

/**
 * What is new on the timeline. Immutable.
 *
 * @param dropped numbers of entries that stand in others now
 * @param told entries as JSON, by their numbers, the newest last
 */
record Story(List<Long> dropped, Map<Long, String> told) {
  static final Story NOTHING = new Story(List.of(), Map.of());
}
