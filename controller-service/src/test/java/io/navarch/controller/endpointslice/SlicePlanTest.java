package io.navarch.controller.endpointslice;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Slices hold what they should, with few writes. */
class SlicePlanTest {

  private static Endpoint endpoint(int number, boolean ready) {
    return new EndpointBuilder()
        .withAddresses("10.0.0." + number)
        .withNewConditions()
        .withReady(ready)
        .endConditions()
        .build();
  }

  private static List<Endpoint> endpoints(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> endpoint(i, true)).toList();
  }

  private static EndpointSlice slice(String name, List<Endpoint> endpoints) {
    return new EndpointSliceBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withEndpoints(endpoints)
        .build();
  }

  @Test
  void splitsManyOverSlices() {
    var plan = SlicePlan.compute(List.of(), endpoints(0, 250), 100);

    assertThat(plan.create()).extracting(List::size).containsExactly(100, 100, 50);
  }

  @Test
  void leavesAloneWhatIsRight() {
    var plan = SlicePlan.compute(List.of(slice("a", endpoints(0, 5))), endpoints(0, 5), 100);

    assertThat(plan.update()).isEmpty();
    assertThat(plan.create()).isEmpty();
    assertThat(plan.delete()).isEmpty();
  }

  @Test
  void fillsASliceThatHasRoomInsteadOfMakingOne() {
    var plan = SlicePlan.compute(List.of(slice("a", endpoints(0, 5))), endpoints(0, 7), 100);

    assertThat(plan.update().values()).singleElement().satisfies(e -> assertThat(e).hasSize(7));
    assertThat(plan.create()).isEmpty();
  }

  @Test
  void deletesASliceThatHoldsNothingAnyMore() {
    var empty = slice("b", endpoints(5, 7));

    var plan = SlicePlan.compute(List.of(slice("a", endpoints(0, 5)), empty), endpoints(0, 5), 100);

    assertThat(plan.delete()).containsExactly(empty);
    assertThat(plan.update()).isEmpty();
  }

  static LongStream seeds() {
    return LongStream.range(0, Integer.getInteger("laws.runs", 500));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void holdsEachDesiredEndpointOnceAndNoOther(long seed) {
    var random = new Random(seed);
    List<EndpointSlice> existing = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      existing.add(
          slice(
              "s" + i,
              endpoints(i * 20, i * 20 + random.nextInt(20)).stream()
                  .map(e ->
                      random.nextInt(5) == 0
                          ? new EndpointBuilder(e).withNewConditions().endConditions().build()
                          : e)
                  .toList()));
    }
    List<Endpoint> desired = endpoints(0, 100).stream().filter(_ -> random.nextBoolean()).toList();

    var plan = SlicePlan.compute(existing, desired, 20);

    var held =
        Stream.concat(
                existing.stream()
                    .filter(slice -> !plan.delete().contains(slice))
                    .flatMap(s -> plan.update().getOrDefault(s, s.getEndpoints()).stream()),
                plan.create().stream().flatMap(List::stream))
            .toList();
    assertThat(held).containsExactlyInAnyOrderElementsOf(desired);
    assertThat(plan.update().values()).allMatch(endpoints -> endpoints.size() <= 20);
    assertThat(plan.create()).allMatch(endpoints -> endpoints.size() <= 20);
  }
}
