package io.navarch.apiserver.cel;

import static io.navarch.apiserver.cel.Types.FORMAT;
import static io.navarch.apiserver.cel.Types.TEXT;

import dev.cel.common.types.ListType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code format.dns1123Label().validate(text)}: the named formats of Kubernetes. */
final class FormatLibrary {

  private static final int LABEL = 63;
  private static final int SUBDOMAIN = 253;
  private static final int UNBOUNDED = Integer.MAX_VALUE;
  private static final String DNS_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

  private static final String NO_LABEL =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
          + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
          + " regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

  private static final String NO_SUBDOMAIN =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
          + " regex used for validation is"
          + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

  private static final String NO_OLD_LABEL =
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
          + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
          + " 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";

  private static final String NO_VALUE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345', regex used for validation is"
          + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

  private FormatLibrary() {}

  /** A format: what it is called, how long and of which form its texts are. */
  record Format(String name, int longest, Pattern pattern, String message) {

    Optional<List<String>> validate(String text) {
      var problems = new ArrayList<String>();
      if (text.length() > longest) {
        problems.add("must be no more than %d characters".formatted(longest));
      }
      if (!pattern.matcher(text).matches()) {
        problems.add(message);
      }
      return problems.isEmpty() ? Optional.empty() : Optional.of(problems);
    }
  }

  static void addTo(Functions functions) {
    var formats = formats();
    functions.global(
        "format.named",
        OptionalType.create(FORMAT.name()),
        a -> Optional.ofNullable(formats.get((String) a[0])),
        TEXT);
    formats.forEach(
        (name, format) -> functions.global("format." + name, FORMAT.name(), _ -> format));
    functions.member(
        "validate",
        OptionalType.create(ListType.create(SimpleType.STRING)),
        a -> ((Format) a[0]).validate((String) a[1]),
        FORMAT,
        TEXT);
  }

  private static Map<String, Format> formats() {
    var all = new LinkedHashMap<String, Format>();
    var dotted = DNS_LABEL + "(\\." + DNS_LABEL + ")*";
    add(all, "dns1123Label", LABEL, DNS_LABEL, NO_LABEL);
    add(all, "dns1123Subdomain", SUBDOMAIN, dotted, NO_SUBDOMAIN);
    add(all, "dns1035Label", LABEL, "[a-z]([-a-z0-9]*[a-z0-9])?", NO_OLD_LABEL);
    add(all, "dns1123LabelPrefix", LABEL, "[a-z0-9][-a-z0-9]*", NO_LABEL);
    add(all, "dns1123SubdomainPrefix", SUBDOMAIN, "[a-z0-9][-a-z0-9.]*", NO_SUBDOMAIN);
    add(all, "dns1035LabelPrefix", LABEL, "[a-z][-a-z0-9]*", NO_OLD_LABEL);
    add(all, "labelValue", LABEL, "(" + NAME + ")?", NO_VALUE);
    add(
        all,
        "qualifiedName",
        UNBOUNDED,
        "(" + dotted + "/)?" + NAME,
        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and"
            + " end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc',"
            + " regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')");
    addOthers(all);
    return all;
  }

  private static void addOthers(Map<String, Format> all) {
    add(all, "uri", UNBOUNDED, "[A-Za-z][A-Za-z0-9+.-]*:.+|/.*", "invalid URI");
    add(
        all,
        "uuid",
        UNBOUNDED,
        "(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}",
        "does not match the UUID format");
    add(
        all,
        "byte",
        UNBOUNDED,
        "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?",
        "invalid base64");
    add(all, "date", UNBOUNDED, "\\d{4}-\\d{2}-\\d{2}", "invalid date");
    add(
        all,
        "datetime",
        UNBOUNDED,
        "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+-]\\d{2}:?\\d{2})",
        "invalid datetime");
  }

  private static void add(
      Map<String, Format> all, String name, int longest, String pattern, String message) {
    all.put(name, new Format(name, longest, Pattern.compile(pattern), message));
  }
}
