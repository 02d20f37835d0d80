package io.navarch.apiserver.codec;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;

/** JSON for people, indented as Go does: two spaces, a line for each element, no air in nothing. */
final class GoIndentation extends DefaultPrettyPrinter {

  private static final long serialVersionUID = 1L;
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  GoIndentation() {
    super(
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator(""));
    indentArraysWith(LINES);
    indentObjectsWith(LINES);
  }

  private GoIndentation(GoIndentation base) {
    super(base);
  }

  @Override
  public GoIndentation createInstance() {
    return new GoIndentation(this);
  }
}
