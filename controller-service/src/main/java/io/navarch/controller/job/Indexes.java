package io.navarch.controller.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A set of completion indexes as spans, which is how a Job's status writes it: {@code 1,3-5,7}.
 *
 * @param spans ascending, none touching another
 */
record Indexes(List<Span> spans) {

  static final Indexes NONE = new Indexes(List.of());

  /** The numbers from the first to the last, both included. */
  record Span(int first, int last) {

    int size() {
      return last - first + 1;
    }

    @Override
    public String toString() {
      if (first == last) {
        return Integer.toString(first);
      }
      return first + (last == first + 1 ? "," : "-") + last;
    }
  }

  /** Copies what it is given. */
  Indexes {
    spans = List.copyOf(spans);
  }

  /** A set of single indexes, in any order. */
  static Indexes of(Collection<Integer> indexes) {
    return merged(indexes.stream().map(index -> new Span(index, index)));
  }

  /** Reads what a status says; what is not below the limit is left out, as what is no number. */
  static Indexes parse(@Nullable String text, int limit) {
    if (text == null || text.isEmpty()) {
      return NONE;
    }
    var read = new ArrayList<Span>();
    for (var part : text.split(",", -1)) {
      var ends = part.split("-", 2);
      try {
        int first = Integer.parseInt(ends[0]);
        int last = Math.min(Integer.parseInt(ends[ends.length - 1]), limit - 1);
        if (first <= last) {
          read.add(new Span(first, last));
        }
      } catch (NumberFormatException _) {
        return merged(read.stream()); // written by someone else, and not understood from here on
      }
    }
    return merged(read.stream());
  }

  private static Indexes merged(Stream<Span> spans) {
    var result = new ArrayList<Span>();
    spans
        .sorted(Comparator.comparingInt(Span::first))
        .forEach(span -> {
          var before = result.isEmpty() ? null : result.getLast();
          if (before != null && span.first() <= before.last() + 1) {
            var last = Math.max(before.last(), span.last());
            result.set(result.size() - 1, new Span(before.first(), last));
          } else {
            result.add(span);
          }
        });
    return new Indexes(result);
  }

  /** This set and some more. */
  Indexes with(Collection<Integer> more) {
    return more.isEmpty() ? this : with(of(more));
  }

  /** This set and another. */
  Indexes with(Indexes more) {
    return merged(Stream.concat(spans.stream(), more.spans.stream()));
  }

  boolean has(int index) {
    return spans.stream().anyMatch(span -> span.first() <= index && index <= span.last());
  }

  int total() {
    return spans.stream().mapToInt(Span::size).sum();
  }

  /** How many indexes this set and another have in common. */
  int shared(Indexes other) {
    return total() + other.total() - with(other).total();
  }

  /** The lowest indexes below the limit that are not in this set, at most so many. */
  List<Integer> missing(int count, int limit) {
    var result = new ArrayList<Integer>();
    int next = 0;
    for (var span : spans) {
      fill(result, next, Math.min(span.first(), limit), count);
      next = span.last() + 1;
    }
    fill(result, next, limit, count);
    return List.copyOf(result);
  }

  private static void fill(List<Integer> result, int from, int to, int count) {
    for (int index = from; index < to && result.size() < count; index++) {
      result.add(index);
    }
  }

  @Override
  public String toString() {
    return spans.stream().map(Span::toString).collect(Collectors.joining(","));
  }
}
