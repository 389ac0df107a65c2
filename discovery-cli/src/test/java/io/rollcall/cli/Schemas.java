package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The forms of what the commands print as JSON, in {@code src/test/resources/schemas}. */
final class Schemas {
  private Schemas() {}

  /** Fails unless this text is a value of that schema, named without {@code .json}. */
  static void check(String schema, String json) {
    String resource = "/schemas/" + schema + ".json";
    try (InputStream form =
        Objects.requireNonNull(Schemas.class.getResourceAsStream(resource), resource)) {
      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                  .getSchema(form, InputFormat.JSON)
                  .validate(json, InputFormat.JSON))
          .as(json)
          .isEmpty();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
