package io.navarch.apiserver.endpoint;

/**
 * How an answer is to look.
 *
 * @param pretty whether JSON is indented
 */
record OutputFormat(Media media, View view, boolean pretty) {

  /** Plain JSON. */
  static final OutputFormat JSON = new OutputFormat(Media.JSON, View.OBJECT, false);

  /** Whether stored bytes are the answer already. */
  boolean isStored() {
    return media == Media.JSON && view == View.OBJECT && !pretty;
  }

  /** The same format of the object itself. */
  OutputFormat untransformed() {
    return new OutputFormat(media, View.OBJECT, pretty);
  }

  /** How bytes are made. */
  enum Media {
    JSON("application/json"),
    YAML("application/yaml"),
    PROTOBUF("application/vnd.kubernetes.protobuf");

    private final String type;

    Media(String type) {
      this.type = type;
    }

    /** The media type without parameters. */
    String type() {
      return type;
    }
  }

  /** What is shown of an object. */
  enum View {
    /** All of it. */
    OBJECT,
    /** A row of cells. */
    TABLE,
    /** Its metadata. */
    METADATA
  }
}
