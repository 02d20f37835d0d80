package io.navarch.apiserver.endpoint.selection;

import java.util.regex.Pattern;

/** What label keys and values may look like, and upstream's words for those that don't. */
final class LabelSyntax {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final int MAX_NAME = 63;
  private static final int MAX_PREFIX = 253;

  private static final String BAD_VALUE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or "
          + "'.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or "
          + "'my_value',  or '12345', regex used for validation is "
          + "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
  private static final String BAD_NAME =
      "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end "
          + "with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex "
          + "used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
  private static final String BAD_PREFIX =
      "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric "
          + "characters, '-' or '.', and must start and end with an alphanumeric character (e.g. "
          + "'example.com', regex used for validation is "
          + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

  private LabelSyntax() {}

  static void checkKey(String key) {
    int slash = key.indexOf('/');
    var prefix = slash < 0 ? "" : key.substring(0, slash);
    var name = key.substring(slash + 1);
    if (slash == 0 || (slash > 0 && !isSubdomain(prefix))) {
      throw badKey(key, BAD_PREFIX);
    }
    if (name.length() > MAX_NAME) {
      throw badKey(key, "name part must be no more than 63 bytes");
    }
    if (!NAME.matcher(name).matches()) {
      throw badKey(key, BAD_NAME);
    }
  }

  static void checkValue(String key, int index, String value) {
    if (value.length() > MAX_NAME) {
      throw badValue(key, index, value, "must be no more than 63 bytes");
    }
    if (!value.isEmpty() && !NAME.matcher(value).matches()) {
      throw badValue(key, index, value, BAD_VALUE);
    }
  }

  private static boolean isSubdomain(String text) {
    return text.length() <= MAX_PREFIX && SUBDOMAIN.matcher(text).matches();
  }

  private static RuntimeException badKey(String key, String why) {
    return LabelSelectorParser.refused("key: Invalid value: \"%s\": %s".formatted(key, why));
  }

  private static RuntimeException badValue(String key, int index, String value, String why) {
    return LabelSelectorParser.refused(
        "values[%d][%s]: Invalid value: \"%s\": %s".formatted(index, key, value, why));
  }
}
