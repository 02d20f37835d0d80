package io.navarch.schema.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Entry point of the build step: {@code CatalogueGenerator <folder of tables> <file to write>}. */
public final class CatalogueGenerator {

  private CatalogueGenerator() {}

  public static void main(String[] args) throws IOException {
    var tables = Path.of(args[0]);
    var target = Path.of(args[1]);
    var types = new TypeTables(tables).types();
    var kinds = new KindTables(tables);
    Files.createDirectories(target.getParent());
    Files.write(
        target, new CatalogueWriter().write(kinds.versions(), kinds.kinds(), types.values()));
  }
}
