package io.navarch.nodeagent.eviction;

import io.fabric8.kubernetes.api.model.Quantity;
import io.navarch.nodeagent.pod.spec.Amounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.convert.DurationStyle;

/**
 * How little of something is too little.
 *
 * @param least an amount, or a share of what there is, such as {@code 10%}
 * @param grace how long it may last; zero: not at all
 * @param reclaim how much more than the least is to be free again
 */
record Threshold(Signal signal, String least, Duration grace, String reclaim) {

  /** What is there of something, and what is left. */
  record Measure(long available, long capacity) {}

  static List<Threshold> of(EvictionProperties properties) {
    var reclaims = pairs(properties.minimumReclaim(), "=");
    var graces = pairs(properties.softGracePeriod(), "=");
    var result = new ArrayList<Threshold>();
    pairs(properties.hard(), "<")
        .forEach((signal, least) ->
            result.add(
                new Threshold(
                    Signal.of(signal), least, Duration.ZERO, reclaims.getOrDefault(signal, "0"))));
    pairs(properties.soft(), "<")
        .forEach((signal, least) -> {
          var grace = graces.get(signal);
          if (grace == null) {
            throw new IllegalArgumentException(
                "grace period must be specified for the soft eviction threshold " + signal);
          }
          result.add(
              new Threshold(
                  Signal.of(signal),
                  least,
                  DurationStyle.SIMPLE.parse(grace),
                  reclaims.getOrDefault(signal, "0")));
        });
    return List.copyOf(result);
  }

  private static Map<String, String> pairs(String text, String separator) {
    var result = new HashMap<String, String>();
    for (var part : text.split(",", -1)) {
      int at = part.indexOf(separator);
      if (at > 0) {
        result.put(part.substring(0, at).strip(), part.substring(at + 1).strip());
      }
    }
    return result;
  }

  /** Less is left than there should be. */
  boolean isMet(Measure measure, boolean withReclaim) {
    long least = amount(this.least, measure.capacity());
    long wanted = withReclaim ? least + amount(reclaim, measure.capacity()) : least;
    return measure.available() < wanted;
  }

  /** What should be left. */
  long amount(Measure measure) {
    return amount(least, measure.capacity());
  }

  private static long amount(String text, long capacity) {
    return text.endsWith("%")
        ? (long) (capacity * Double.parseDouble(text.substring(0, text.length() - 1)) / 100)
        : Amounts.units(Quantity.parse(text));
  }
}
