package io.rollcall.groupcache;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The bodies that peers send each other, in protobuf: golang/groupcache's {@code GetResponse},
 * mailgun's with {@code expire}, and mailgun's {@code SetRequest}. Fields of other numbers are
 * skipped.
 */
final class Wire {
  static final String CONTENT_TYPE = "application/x-protobuf";

  private static final int RESPONSE_VALUE = 1;
  private static final int RESPONSE_EXPIRE = 3;
  private static final int REQUEST_GROUP = 1;
  private static final int REQUEST_KEY = 2;
  private static final int REQUEST_VALUE = 3;
  private static final int REQUEST_EXPIRE = 4;
  private static final byte[] EMPTY = {};

  private Wire() {}

  /** What a peer wants a key to stand for. */
  record SetRequest(String group, String key, ByteView value) {}

  static byte[] response(ByteView value) {
    int size = CodedOutputStream.computeByteArraySize(RESPONSE_VALUE, value.octets());
    size += expireSize(RESPONSE_EXPIRE, value);
    return write(
        size,
        out -> {
          out.writeByteArray(RESPONSE_VALUE, value.octets());
          writeExpire(out, RESPONSE_EXPIRE, value);
        });
  }

  /**
   * @throws InvalidProtocolBufferException if it is malformed
   */
  static ByteView readResponse(byte[] body) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(body);
    byte[] value = EMPTY;
    long expire = UnixNanos.NEVER;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == octets(RESPONSE_VALUE)) {
        value = in.readByteArray();
      } else if (tag == number(RESPONSE_EXPIRE)) {
        expire = in.readInt64();
      } else {
        skip(in, tag);
      }
    }
    return ByteView.owning(value, expire);
  }

  static byte[] setRequest(String group, String key, ByteView value) {
    byte[] name = group.getBytes(StandardCharsets.UTF_8);
    byte[] keyOctets = key.getBytes(StandardCharsets.UTF_8);
    int size = CodedOutputStream.computeByteArraySize(REQUEST_GROUP, name);
    size += CodedOutputStream.computeByteArraySize(REQUEST_KEY, keyOctets);
    size += CodedOutputStream.computeByteArraySize(REQUEST_VALUE, value.octets());
    size += expireSize(REQUEST_EXPIRE, value);
    return write(
        size,
        out -> {
          out.writeByteArray(REQUEST_GROUP, name);
          out.writeByteArray(REQUEST_KEY, keyOctets);
          out.writeByteArray(REQUEST_VALUE, value.octets());
          writeExpire(out, REQUEST_EXPIRE, value);
        });
  }

  /**
   * @throws InvalidProtocolBufferException if it is malformed
   */
  static SetRequest readSetRequest(byte[] body) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(body);
    String group = "";
    String key = "";
    byte[] value = EMPTY;
    long expire = UnixNanos.NEVER;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == octets(REQUEST_GROUP)) {
        group = in.readStringRequireUtf8();
      } else if (tag == octets(REQUEST_KEY)) {
        key = in.readStringRequireUtf8();
      } else if (tag == octets(REQUEST_VALUE)) {
        value = in.readByteArray();
      } else if (tag == number(REQUEST_EXPIRE)) {
        expire = in.readInt64();
      } else {
        skip(in, tag);
      }
    }
    return new SetRequest(group, key, ByteView.owning(value, expire));
  }

  private static void skip(CodedInputStream in, int tag) throws IOException {
    if (!in.skipField(tag)) {
      throw new InvalidProtocolBufferException("a group ends that did not begin");
    }
  }

  private static int octets(int field) {
    return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  private static int number(int field) {
    return field << 3 | WireFormat.WIRETYPE_VARINT;
  }

  private static int expireSize(int field, ByteView value) {
    return value.expire() == UnixNanos.NEVER
        ? 0
        : CodedOutputStream.computeInt64Size(field, value.expire());
  }

  private static void writeExpire(CodedOutputStream out, int field, ByteView value)
      throws IOException {
    if (value.expire() != UnixNanos.NEVER) {
      out.writeInt64(field, value.expire());
    }
  }

  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private static byte[] write(int size, Fields fields) {
    byte[] body = new byte[size];
    CodedOutputStream out = CodedOutputStream.newInstance(body);
    try {
      fields.writeTo(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    out.checkNoSpaceLeft();
    return body;
  }
}
