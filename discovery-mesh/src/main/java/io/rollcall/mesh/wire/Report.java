package io.rollcall.mesh.wire;

import java.nio.BufferUnderflowException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The reply to a {@link MeshFrame.Branch}: what became of each name. Stateless. */
public final class Report {
  private Report() {}

  /** The payload of a reply. */
  public static byte[] encode(Map<String, Integer> outcomes) {
    FrameBuilder out = FrameBuilder.ofTexts(Integer.BYTES + outcomes.size(), outcomes.keySet());
    out.number4(outcomes.size());
    outcomes.forEach((name, outcome) -> out.text(name).number1(outcome));
    return out.toOctets();
  }

  /**
   * What a reply says.
   *
   * @throws FrameException if it can't be read
   */
  public static Map<String, Integer> decode(byte[] payload) throws FrameException {
    Fields in = new Fields(payload);
    Map<String, Integer> outcomes = new LinkedHashMap<>();
    try {
      for (int left = in.number4(); left > 0; left--) {
        outcomes.put(in.text(), in.number1());
      }
    } catch (BufferUnderflowException truncated) {
      throw new FrameException("a report of " + payload.length + " octets is truncated");
    }
    return outcomes;
  }
}
