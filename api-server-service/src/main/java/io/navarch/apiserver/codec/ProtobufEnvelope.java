package io.navarch.apiserver.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * What protobuf objects travel in: four magic bytes and {@code runtime.Unknown}.
 *
 * @param raw the message of the object itself
 */
record ProtobufEnvelope(String apiVersion, String kind, ByteString raw) {

  private static final byte[] MAGIC = {'k', '8', 's', 0};

  /** Opens an envelope. */
  static ProtobufEnvelope read(byte[] body) {
    if (body.length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(body, MAGIC.length))) {
      throw new DecodeException(
          "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
    }
    try {
      var in = CodedInputStream.newInstance(body, MAGIC.length, body.length - MAGIC.length);
      var typeMeta = new byte[0];
      var raw = ByteString.EMPTY;
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case 1 -> typeMeta = in.readByteArray();
          case 2 -> raw = in.readBytes();
          default -> in.skipField(tag);
        }
      }
      return named(typeMeta, raw);
    } catch (IOException e) {
      throw new DecodeException("proto: " + e.getMessage(), e);
    }
  }

  private static ProtobufEnvelope named(byte[] typeMeta, ByteString raw) throws IOException {
    var in = CodedInputStream.newInstance(typeMeta);
    var apiVersion = "";
    var kind = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> apiVersion = in.readString();
        case 2 -> kind = in.readString();
        default -> in.skipField(tag);
      }
    }
    return new ProtobufEnvelope(apiVersion, kind, raw);
  }

  /** The bytes of the envelope and its content. */
  byte[] write() {
    try {
      var typeMeta = new ByteArrayOutputStream();
      var names = CodedOutputStream.newInstance(typeMeta);
      names.writeString(1, apiVersion);
      names.writeString(2, kind);
      names.flush();
      var bytes = new ByteArrayOutputStream(raw.size() + typeMeta.size() + 16);
      bytes.writeBytes(MAGIC);
      var out = CodedOutputStream.newInstance(bytes);
      out.writeByteArray(1, typeMeta.toByteArray());
      out.writeBytes(2, raw);
      out.writeString(3, "");
      out.writeString(4, "");
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }
}
