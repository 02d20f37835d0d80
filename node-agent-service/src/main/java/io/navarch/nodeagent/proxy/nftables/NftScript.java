package io.navarch.nodeagent.proxy.nftables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Writes the input of {@code nft -f} that makes a table what it should be. The kernel takes one
 * script as one transaction, in its order: sets and chains come before what refers to them and go
 * after it.
 */
final class NftScript {

  private static final int ELEMENTS_PER_STATEMENT = 2000;

  private final StringBuilder text = new StringBuilder();
  private final Words words;

  private NftScript(Words words) {
    this.words = words;
  }

  /** Replaces the whole table, whatever is in it now. */
  static String replace(Ruleset to) {
    var script = new NftScript(to.words());
    script.text.append(remove(to.words()));
    script.line("add table " + to.words().table());
    script.change(new Ruleset(to.words(), Map.of(), Map.of(), Map.of()), to);
    return script.text.toString();
  }

  /** Removes the table whether or not it is there. */
  static String remove(Words words) {
    return "add table %s\ndelete table %s\n".formatted(words.table(), words.table());
  }

  /** What leads from one content to the other; empty when they are the same. */
  static String difference(Ruleset from, Ruleset to) {
    var script = new NftScript(to.words());
    script.change(from, to);
    return script.text.toString();
  }

  private void change(Ruleset from, Ruleset to) {
    addSets(from.sets(), to.sets());
    addChains(from.chains(), to.chains());
    changeElements(from, to);
    removeChains(from.chains(), to.chains().keySet());
    removeSets(from.sets(), to.sets().keySet());
  }

  private void addSets(Map<String, String> from, Map<String, String> to) {
    to.forEach((set, definition) -> {
      if (!from.containsKey(set)) {
        line("add %s { %s; }".formatted(inTable(set), definition));
      }
    });
  }

  private void addChains(Map<String, List<String>> from, Map<String, List<String>> to) {
    var changed = new LinkedHashMap<String, List<String>>();
    to.forEach((chain, rules) -> {
      if (!Objects.equals(from.get(chain), rules)) {
        changed.put(chain, rules);
      }
    });
    changed.forEach((chain, rules) ->
        line(
            from.containsKey(chain)
                ? "flush chain %s %s".formatted(words.table(), chain)
                : "add chain %s %s%s".formatted(words.table(), chain, hook(rules))));
    changed.forEach((chain, rules) ->
        rules.stream()
            .filter(rule -> !isHook(rule))
            .forEach(rule -> line("add rule %s %s %s".formatted(words.table(), chain, rule))));
  }

  private static boolean isHook(String rule) {
    return rule.startsWith("type ");
  }

  private static String hook(List<String> rules) {
    return isHook(rules.getFirst()) ? " { %s }".formatted(rules.getFirst()) : "";
  }

  private void changeElements(Ruleset from, Ruleset to) {
    for (var set : to.sets().keySet()) {
      var name = name(set);
      var before = from.elementsOf(name);
      var after = to.elementsOf(name);
      var removed = new ArrayList<String>();
      var added = new ArrayList<String>();
      before.forEach((key, value) -> {
        if (!value.equals(after.get(key))) {
          removed.add(key);
        }
      });
      after.forEach((key, value) -> {
        if (!value.equals(before.get(key))) {
          added.add(value.isEmpty() ? key : key + " : " + value);
        }
      });
      elements("delete", name, removed);
      elements("add", name, added);
    }
  }

  private void elements(String verb, String set, List<String> elements) {
    for (int start = 0; start < elements.size(); start += ELEMENTS_PER_STATEMENT) {
      int end = Math.min(elements.size(), start + ELEMENTS_PER_STATEMENT);
      var some = String.join(", ", elements.subList(start, end));
      line("%s element %s %s { %s }".formatted(verb, words.table(), set, some));
    }
  }

  /** All are emptied before the first is deleted: they may lead to each other. */
  private void removeChains(Map<String, List<String>> from, Set<String> kept) {
    var gone = from.keySet().stream().filter(chain -> !kept.contains(chain)).toList();
    gone.forEach(chain -> line("flush chain %s %s".formatted(words.table(), chain)));
    gone.forEach(chain -> line("delete chain %s %s".formatted(words.table(), chain)));
  }

  private void removeSets(Map<String, String> from, Set<String> kept) {
    from.keySet().stream()
        .filter(set -> !kept.contains(set))
        .forEach(set -> line("delete " + inTable(set)));
  }

  /** From {@code map services} to {@code map ip navarch-proxy services}. */
  private String inTable(String set) {
    int space = set.indexOf(' ');
    return "%s %s %s".formatted(set.substring(0, space), words.table(), name(set));
  }

  private static String name(String set) {
    return set.substring(set.indexOf(' ') + 1);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
