package io.navarch.apiserver.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.registry.DeleteOptions.Propagation;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The finalizers of the garbage collector. */
class FinalizersTest {

  @Test
  void stayWhenNothingIsAskedFor() {
    var present = List.of("example.com/x");

    assertThat(Finalizers.afterDelete(present, DeleteOptions.NONE, false)).isSameAs(present);
  }

  @Test
  void waitForDependentsInTheForeground() {
    assertThat(Finalizers.afterDelete(List.of("x"), asking(Propagation.FOREGROUND), false))
        .containsExactly("x", "foregroundDeletion");
  }

  @Test
  void orphanByDefaultWhereTheKindDoes() {
    assertThat(Finalizers.afterDelete(List.of(), DeleteOptions.NONE, true))
        .containsExactly("orphan");
  }

  @Test
  void giveWayToAnExplicitWish() {
    assertThat(Finalizers.afterDelete(List.of("orphan"), asking(Propagation.BACKGROUND), true))
        .isEmpty();
  }

  private static DeleteOptions asking(Propagation propagation) {
    return new DeleteOptions(OptionalLong.empty(), propagation, "", "");
  }
}
