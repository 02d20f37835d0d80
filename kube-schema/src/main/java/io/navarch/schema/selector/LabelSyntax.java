package io.navarch.schema.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What label keys and values may look like, and upstream's words for what they may not. */
public final class LabelSyntax {

  private static final int MAX_LENGTH = 63;
  private static final int MAX_PREFIX_LENGTH = 253;
  private static final String NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final String VALUE = "(" + NAME + ")?";
  private static final String SUBDOMAIN =
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
  private static final Pattern NAME_PATTERN = Pattern.compile(NAME);
  private static final Pattern VALUE_PATTERN = Pattern.compile(VALUE);
  private static final Pattern SUBDOMAIN_PATTERN = Pattern.compile(SUBDOMAIN);

  private static final String MUST_CONSIST =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '"
          + NAME
          + "')";

  private LabelSyntax() {}

  /** What is wrong with a key; nothing if the list is empty. */
  public static List<String> keyErrors(String key) {
    var parts = List.of(key.split("/", -1));
    if (parts.size() > 2) {
      return List.of(
          "a valid label key "
              + MUST_CONSIST
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    var errors = new ArrayList<String>();
    if (parts.size() == 2) {
      prefixErrors(parts.getFirst(), errors);
    }
    var name = parts.getLast();
    if (name.isEmpty()) {
      errors.add("name part must be non-empty");
    } else if (name.length() > MAX_LENGTH) {
      errors.add("name part must be no more than %d bytes".formatted(MAX_LENGTH));
    }
    if (!NAME_PATTERN.matcher(name).matches()) {
      errors.add("name part " + MUST_CONSIST);
    }
    return errors;
  }

  private static void prefixErrors(String prefix, List<String> errors) {
    if (prefix.isEmpty()) {
      errors.add("prefix part must be non-empty");
      return;
    }
    if (prefix.length() > MAX_PREFIX_LENGTH) {
      errors.add("prefix part must be no more than %d bytes".formatted(MAX_PREFIX_LENGTH));
    }
    if (!SUBDOMAIN_PATTERN.matcher(prefix).matches()) {
      errors.add(
          "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
              + " characters, '-' or '.', and must start and end with an alphanumeric character"
              + " (e.g. 'example.com', regex used for validation is '"
              + SUBDOMAIN
              + "')");
    }
  }

  /** What is wrong with a value; nothing if the list is empty. */
  public static List<String> valueErrors(String value) {
    var errors = new ArrayList<String>();
    if (value.length() > MAX_LENGTH) {
      errors.add("must be no more than %d bytes".formatted(MAX_LENGTH));
    }
    if (!VALUE_PATTERN.matcher(value).matches()) {
      errors.add(
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
              + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
              + " 'my_value',  or '12345', regex used for validation is '"
              + VALUE
              + "')");
    }
    return errors;
  }
}
