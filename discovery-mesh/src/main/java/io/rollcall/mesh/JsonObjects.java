package io.rollcall.mesh;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** JSON by Jackson: loads only where the library is there. Pure. */
final class JsonObjects {
  private JsonObjects() {}

  /** A mapper with Jackson's defaults. */
  static ObjectMapper mapper() {
    return JsonMapper.shared();
  }

  /**
   * The members of the JSON object in a file, in their order.
   *
   * @param file for messages
   * @throws IllegalArgumentException if it has none, or a name occurs twice; the message says where
   */
  static Map<String, Object> object(String file, byte[] json) {
    JsonMapper strict =
        JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try {
      if (!(strict.readValue(json, Object.class) instanceof Map<?, ?> read)) {
        throw new IllegalArgumentException(file + ": it is no JSON object");
      }
      Map<String, Object> members = new LinkedHashMap<>();
      read.forEach((key, value) -> members.put((String) key, value));
      return members;
    } catch (JacksonException malformed) {
      TokenStreamLocation at = malformed.getLocation();
      String where =
          at == null ? "" : ", line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
      throw new IllegalArgumentException(
          file + where + ": " + malformed.getOriginalMessage(), malformed);
    }
  }
}
