package io.navarch.apiserver.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The spellings that upstream demands of strings, each with what it says of others. */
final class Formats {

  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
  private static final String UNDERSCORED = "[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
  private static final String LABEL_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
  private static final String NAME_PART = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final String LABEL_VALUE = "(" + NAME_PART + ")?";

  private static final Shape DNS_LABEL =
      new Shape(
          63,
          LABEL,
          "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', ");
  private static final Shape DNS_SUBDOMAIN =
      new Shape(
          253,
          SUBDOMAIN,
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', ");
  private static final Shape DNS_SUBDOMAIN_OF_63 = new Shape(63, DNS_SUBDOMAIN);
  private static final Shape SEARCH_DOMAIN =
      new Shape(
          253,
          "_?" + UNDERSCORED + "(\\._?" + UNDERSCORED + ")*",
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', ");
  private static final Shape DNS_1035 =
      new Shape(
          63,
          LABEL_1035,
          "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', ");
  private static final Shape WILDCARD_DNS =
      new Shape(
          253,
          "\\*\\." + SUBDOMAIN,
          "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', ");
  private static final Shape CONFIG_KEY =
      new Shape(
          253,
          "[-._a-zA-Z0-9]+",
          "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', ");
  private static final Shape HEADER =
      new Shape(
          Integer.MAX_VALUE,
          "[-A-Za-z0-9]+",
          "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', ");
  private static final Shape VALUE =
      new Shape(
          63,
          LABEL_VALUE,
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', ");
  private static final Shape NAME =
      new Shape(
          63,
          NAME_PART,
          "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', ");

  private static final Map<String, Function<String, List<String>>> BY_NAME =
      Map.ofEntries(
          Map.entry("dnsLabel", Formats::dnsLabel),
          Map.entry("dnsSubdomain", DNS_SUBDOMAIN::complaints),
          Map.entry("dns1035", DNS_1035::complaints),
          Map.entry("qualifiedName", Formats::qualifiedName),
          Map.entry("labelValue", VALUE::complaints),
          Map.entry("configKey", Formats::configKey),
          Map.entry("envName", Formats::envName),
          Map.entry("headerName", HEADER::complaints),
          Map.entry("portName", Formats::portName),
          Map.entry("host", Formats::host),
          Map.entry("pathSegment", Formats::pathSegment),
          Map.entry("absolutePath", Formats::absolutePath),
          Map.entry("relativePath", Formats::relativePath),
          Map.entry("ip", Addresses::ip),
          Map.entry("cidr", Addresses::cidr),
          Map.entry("any", _ -> List.of()),
          Map.entry("cronJobName", Formats::cronJobName),
          Map.entry("csiDriver", value -> DNS_SUBDOMAIN_OF_63.complaints(lower(value))),
          Map.entry("lowerQualifiedName", value -> qualifiedName(lower(value))),
          Map.entry("domainPath", Formats::domainPath),
          Map.entry("localPath", Formats::localPath),
          Map.entry("withoutBacksteps", Formats::withoutBacksteps),
          Map.entry("searchDomain", SEARCH_DOMAIN::complaints));

  private Formats() {}

  /** A regular expression with a length and words. */
  private record Shape(int maxLength, Pattern pattern, String words) {

    Shape(int maxLength, String regex, String words) {
      this(
          maxLength,
          Pattern.compile(regex),
          words + "regex used for validation is '" + regex + "')");
    }

    Shape(int maxLength, Shape other) {
      this(maxLength, other.pattern, other.words);
    }

    List<String> complaints(String value) {
      var result = new ArrayList<String>();
      if (value.length() > maxLength) {
        // upstream counts names in characters and labels in bytes; both are ASCII
        var unit =
            words.startsWith("a lowercase")
                    || words.startsWith("a DNS")
                    || words.startsWith("a valid config")
                ? "characters"
                : "bytes";
        result.add("must be no more than " + maxLength + " " + unit);
      }
      if (!pattern.matcher(value).matches()) {
        result.add(words);
      }
      return result;
    }
  }

  /** What is wrong with a value; empty if nothing is. */
  static List<String> check(String format, String value) {
    var check = BY_NAME.get(format);
    if (check == null) {
      throw new IllegalStateException("no such format: " + format);
    }
    return check.apply(value);
  }

  private static List<String> dnsLabel(String value) {
    boolean dotted = DNS_SUBDOMAIN.complaints(value).isEmpty() && value.contains(".");
    return dotted && value.length() <= DNS_LABEL.maxLength()
        ? List.of("must not contain dots")
        : DNS_LABEL.complaints(value);
  }

  static List<String> qualifiedName(String value) {
    var parts = value.split("/", -1);
    var result = new ArrayList<String>();
    if (parts.length > 2) {
      return List.of(
          "a valid label key "
              + NAME.words()
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    if (parts.length == 2) {
      if (parts[0].isEmpty()) {
        result.add("prefix part must be non-empty");
      } else {
        DNS_SUBDOMAIN.complaints(parts[0]).forEach(c -> result.add("prefix part " + c));
      }
    }
    var name = parts[parts.length - 1];
    if (name.isEmpty()) {
      result.add("name part must be non-empty");
    }
    NAME.complaints(name).forEach(c -> result.add("name part " + c));
    return result;
  }

  private static List<String> configKey(String value) {
    var result = new ArrayList<>(CONFIG_KEY.complaints(value));
    if (value.equals(".")) {
      result.add("must not be '.'");
    } else if (value.equals("..")) {
      result.add("must not be '..'");
    } else if (value.startsWith("..")) {
      result.add("must not start with '..'");
    }
    return result;
  }

  private static List<String> envName(String value) {
    if (value.isEmpty()) {
      return List.of("environment variable name must be non-empty");
    }
    boolean printable = value.chars().allMatch(c -> c >= 0x20 && c <= 0x7e && c != '=');
    return printable
        ? List.of()
        : List.of(
            "a valid environment variable name must consist only of printable ASCII characters other than '='");
  }

  private static List<String> portName(String value) {
    var result = new ArrayList<String>();
    if (value.length() > 15) {
      result.add("must be no more than 15 characters");
    }
    if (!value.matches("[-a-z0-9]+")) {
      result.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
    }
    if (!value.matches(".*[a-z].*")) {
      result.add("must contain at least one letter (a-z)");
    }
    if (value.contains("--")) {
      result.add("must not contain consecutive hyphens");
    }
    if (value.startsWith("-") || value.endsWith("-")) {
      result.add("must not begin or end with a hyphen");
    }
    return result;
  }

  private static List<String> host(String value) {
    return value.contains("*") ? WILDCARD_DNS.complaints(value) : DNS_SUBDOMAIN.complaints(value);
  }

  /** Names of objects that may hold anything that a URL may. */
  static List<String> pathSegment(String value) {
    if (value.equals(".") || value.equals("..")) {
      return List.of("may not be '" + value + "'");
    }
    var result = new ArrayList<String>();
    for (var bad : List.of("/", "%")) {
      if (value.contains(bad)) {
        result.add("may not contain '" + bad + "'");
      }
    }
    return result;
  }

  private static List<String> absolutePath(String value) {
    return value.startsWith("/") ? List.of() : List.of("must be an absolute path");
  }

  private static List<String> relativePath(String value) {
    var result = new ArrayList<String>();
    if (value.startsWith("/")) {
      result.add("must be a relative path");
    }
    result.addAll(withoutBacksteps(value));
    return result;
  }

  /** A relative path that can't be taken for what the kubelet keeps for itself. */
  private static List<String> localPath(String value) {
    var result = relativePath(value);
    return result.isEmpty() && value.startsWith("..")
        ? List.of("must not start with '..'")
        : result;
  }

  private static List<String> withoutBacksteps(String value) {
    return List.of(value.split("/", -1)).contains("..")
        ? List.of("must not contain '..'")
        : List.of();
  }

  /** The names of its Jobs are longer. */
  private static List<String> cronJobName(String value) {
    var result = new ArrayList<>(DNS_SUBDOMAIN.complaints(value));
    if (value.length() > 52) {
      result.add("must be no more than 52 characters");
    }
    return result;
  }

  private static List<String> domainPath(String value) {
    int slash = value.indexOf('/');
    boolean fine =
        slash > 0
            && slash < value.length() - 1
            && DNS_SUBDOMAIN.complaints(value.substring(0, slash)).isEmpty()
            && value.substring(slash + 1).matches("[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+");
    return fine ? List.of() : List.of("must be a domain-prefixed path (such as \"acme.io/foo\")");
  }

  static String lower(String value) {
    return value.toLowerCase(Locale.ROOT);
  }
}
