package io.navarch.nodeagent.runtime.simulated;

import io.navarch.nodeagent.lifecycle.ContainerLabels;
import io.navarch.nodeagent.runtime.ContainerConfig;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * How a simulated container behaves. In this order of precedence:
 *
 * <ol>
 *   <li>the Pod's annotations {@code simulated.navarch.io/runs-for} and {@code
 *       simulated.navarch.io/exit-code}; with {@code .NAME} at their end they speak of the
 *       container of that name, without it of all that are neither init containers nor sidecars
 *   <li>a command that is its own description: {@code sleep 5}, {@code true}, {@code false}, {@code
 *       exit 3}, also by {@code sh -c}
 *   <li>init containers succeed at once, all others run until they are stopped
 * </ol>
 *
 * @param runsFor empty: until it is stopped
 */
record Conduct(Optional<Duration> runsFor, int exitCode) {

  static final String RUNS_FOR = "simulated.navarch.io/runs-for";
  static final String EXIT_CODE = "simulated.navarch.io/exit-code";

  private static final Conduct ENDLESS = new Conduct(Optional.empty(), 0);
  private static final Set<String> SHELLS = Set.of("sh", "bash", "ash");
  private static final String MORE_THAN_WORDS = ".*[|&;<>()$`\\\\\"'*?\\[\\]#~=%\\n].*";

  static Conduct of(Map<String, String> annotations, ContainerConfig container) {
    var role = container.annotations().getOrDefault(ContainerLabels.ROLE, ContainerLabels.MAIN);
    boolean main = role.equals(ContainerLabels.MAIN);
    var runsFor = find(annotations, RUNS_FOR, container.name(), main);
    var exitCode = find(annotations, EXIT_CODE, container.name(), main);
    if (runsFor.isPresent() || exitCode.isPresent()) {
      return new Conduct(
          Optional.of(runsFor.map(text -> duration(RUNS_FOR, text)).orElse(Duration.ZERO)),
          exitCode.map(text -> number(EXIT_CODE, text)).orElse(0));
    }
    var words = words(container);
    return ofCommand(words).orElse(role.equals(ContainerLabels.INIT) ? endingAtOnce(0) : ENDLESS);
  }

  private static Optional<String> find(
      Map<String, String> annotations, String key, String container, boolean main) {
    @Nullable String own = annotations.get(key + "." + container);
    return Optional.ofNullable(own == null && main ? annotations.get(key) : own);
  }

  private static Conduct endingAtOnce(int exitCode) {
    return new Conduct(Optional.of(Duration.ZERO), exitCode);
  }

  private static List<String> words(ContainerConfig container) {
    var words = new ArrayList<>(container.command());
    words.addAll(container.args());
    boolean shell =
        words.size() == 3 && SHELLS.contains(program(words)) && words.get(1).equals("-c");
    if (!shell) {
      return words;
    }
    var script = words.get(2).strip();
    return script.matches(MORE_THAN_WORDS) ? List.of() : List.of(script.split("\\s+", -1));
  }

  private static String program(List<String> words) {
    var first = words.getFirst();
    return first.substring(first.lastIndexOf('/') + 1);
  }

  private static Optional<Conduct> ofCommand(List<String> words) {
    if (words.isEmpty() || words.size() > 2) {
      return Optional.empty();
    }
    var argument = words.size() == 2 ? words.get(1) : "";
    return switch (program(words)) {
      case "true" -> Optional.of(endingAtOnce(0));
      case "false" -> Optional.of(endingAtOnce(1));
      case "exit" -> argument.matches("\\d{1,3}") ? Optional.of(exit(argument)) : Optional.empty();
      case "sleep" ->
          argument.matches("\\d{1,9}[smhd]?")
              ? Optional.of(new Conduct(Optional.of(duration("sleep", argument)), 0))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Conduct exit(String code) {
    return endingAtOnce(Integer.parseInt(code) & 0xff);
  }

  private static Duration duration(String where, String text) {
    try {
      return DurationStyle.SIMPLE.parse(text.matches("\\d+") ? text + "s" : text);
    } catch (IllegalArgumentException e) {
      throw new RuntimeFailure(
          RuntimeFailure.Code.OTHER, "%s: \"%s\" is not a duration".formatted(where, text));
    }
  }

  private static int number(String where, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new RuntimeFailure(
          RuntimeFailure.Code.OTHER, "%s: \"%s\" is not a number".formatted(where, text));
    }
  }
}
