package io.navarch.apiserver.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Files that only their owner may read. Each is replaced as a whole, so that no reader and no crash
 * ever sees half of one.
 */
final class PkiDirectory {

  private final Path root;

  PkiDirectory(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  Path path(String name) {
    return root.resolve(name);
  }

  Optional<String> find(String name) {
    return Files.exists(path(name)) ? Optional.of(read(path(name))) : Optional.empty();
  }

  String findOrWrite(String name, Supplier<String> make) {
    return find(name)
        .orElseGet(() -> {
          var made = make.get();
          write(name, made);
          return made;
        });
  }

  Optional<Credential> findCredential(String name) {
    return find(name + ".crt")
        .flatMap(chain ->
            find(name + ".key")
                .map(key -> new Credential(Pem.privateKey(key), Pem.certificates(chain))));
  }

  void write(String name, Credential credential) {
    write(name + ".key", Pem.of(credential.key()));
    write(name + ".crt", Pem.of(credential.chain()));
  }

  void write(String name, String content) {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    var target = path(name);
    try {
      Files.createDirectories(target.getParent(), owner);
      // createTempFile makes it readable for the owner alone.
      var temporary = Files.createTempFile(target.getParent(), ".new-", ".tmp");
      try {
        Files.writeString(temporary, content);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't write " + target, e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file, e);
    }
  }
}
