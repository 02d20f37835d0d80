package io.navarch.apiserver.endpoint.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.navarch.apiserver.endpoint.selection.FieldSelector.Term;
import org.junit.jupiter.api.Test;

/** Field selectors as queries spell them. */
class FieldSelectorTest {

  @Test
  void readsTermsOfBothKinds() {
    var selector = FieldSelector.parse("metadata.name=a,spec.nodeName!=,status.phase==Running");

    assertThat(selector.terms())
        .containsExactly(
            new Term("metadata.name", "a", true),
            new Term("spec.nodeName", "", false),
            new Term("status.phase", "Running", true));
  }

  @Test
  void takesEscapedCommasAndEqualsSignsAsPartOfTheValue() {
    assertThat(FieldSelector.parse("metadata.name=a\\,b\\=c").required("metadata.name"))
        .contains("a,b=c");
  }

  @Test
  void refusesATermWithoutAnOperator() {
    assertThatThrownBy(() -> FieldSelector.parse("abc"))
        .hasMessage("invalid selector: 'abc'; can't understand 'abc'");
  }
}
