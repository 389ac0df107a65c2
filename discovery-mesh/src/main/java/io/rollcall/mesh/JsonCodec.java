package io.rollcall.mesh;

import java.util.Objects;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;

/**
 * Values to JSON and back, by Jackson 3: {@code tools.jackson.core:jackson-databind}, a library
 * that the mesh needs for nothing else than this and {@link MeshOptions#load}. Thread-safe.
 *
 * <p>What Jackson can't read, and {@code null}, is {@link FailureCause#MALFORMED} for the sender.
 *
 * @param <T> a value
 */
// A module that "requires static transitive" it could not be compiled against without it.
@SuppressWarnings("exports")
public final class JsonCodec<T> implements Codec<T> {
  private final ObjectMapper mapper;
  private final JavaType type;

  private JsonCodec(ObjectMapper mapper, JavaType type) {
    this.mapper = mapper;
    this.type = type;
  }

  /**
   * Values of a class, by a mapper with Jackson's defaults.
   *
   * @throws io.rollcall.discovery.DiscoveryException if Jackson is not there
   */
  public static <T> Codec<T> of(Class<T> type) {
    Objects.requireNonNull(type, "type");
    return Jackson.present("JsonCodec", () -> of(JsonObjects.mapper(), type));
  }

  /** Values of a class, by this mapper. */
  public static <T> Codec<T> of(ObjectMapper mapper, Class<T> type) {
    return new JsonCodec<>(mapper, mapper.constructType(type));
  }

  /** Values of a type with parameters, such as a list, by this mapper. */
  public static <T> Codec<T> of(ObjectMapper mapper, TypeReference<T> type) {
    return new JsonCodec<>(mapper, mapper.constructType(type));
  }

  @Override
  public byte[] encode(T value) {
    return mapper.writeValueAsBytes(Objects.requireNonNull(value, "value"));
  }

  @Override
  public T decode(byte[] payload) {
    T value = mapper.readValue(payload, type);
    if (value == null) {
      throw new IllegalArgumentException("null is no value");
    }
    return value;
  }
}
