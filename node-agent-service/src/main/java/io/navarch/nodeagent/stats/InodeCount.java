package io.navarch.nodeagent.stats;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * How many files a file system can have and how many it still can, by the system call {@code
 * statvfs}; the JDK does not tell.
 */
@SuppressWarnings("restricted") // calling the system is what this class is for
record InodeCount(long total, long free) {

  private static final InodeCount UNKNOWN = new InodeCount(0, 0);

  /** The structure's size on 64-bit Linux, and where the counts of files are in it. */
  private static final int SIZE = 128;

  private static final int FILES = 40;
  private static final int FREE_FILES = 56;

  private static final MethodHandle STATVFS =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("statvfs"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));

  /** The file system that a folder is on. */
  static InodeCount of(Path folder) throws IOException {
    try (var arena = Arena.ofConfined()) {
      var answer = arena.allocate(SIZE, Long.BYTES);
      int failed = (int) STATVFS.invokeExact(arena.allocateFrom(folder.toString()), answer);
      return failed == 0
          ? new InodeCount(
              answer.get(ValueLayout.JAVA_LONG, FILES),
              answer.get(ValueLayout.JAVA_LONG, FREE_FILES))
          : UNKNOWN;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException(e);
    }
  }
}
