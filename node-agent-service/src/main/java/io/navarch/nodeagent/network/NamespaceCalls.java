package io.navarch.nodeagent.network;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The system calls that move the calling thread into another network namespace. */
@SuppressWarnings("restricted") // calling the system is what this class is for
final class NamespaceCalls {

  private static final int READ_ONLY_CLOSE_ON_EXEC = 0x80000;
  private static final int NEW_NETWORK = 0x4000_0000;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO_OFFSET =
      CALL_STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle OPEN =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("open"),
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
          Linker.Option.firstVariadicArg(2),
          Linker.Option.captureCallState("errno"));
  private static final MethodHandle SET_NAMESPACE =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("setns"),
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
          Linker.Option.captureCallState("errno"));
  private static final MethodHandle CLOSE =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("close"),
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private NamespaceCalls() {}

  /** Moves the calling platform thread into the namespace; there is no way back. */
  static void enter(Path file) throws IOException {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("a virtual thread would drag its carrier into " + file);
    }
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(CALL_STATE);
      int descriptor = open(file, state, arena);
      try {
        setNamespace(descriptor, file, state);
      } finally {
        close(descriptor);
      }
    }
  }

  private static int open(Path file, MemorySegment state, Arena arena) throws IOException {
    try {
      int descriptor =
          (int)
              OPEN.invokeExact(state, arena.allocateFrom(file.toString()), READ_ONLY_CLOSE_ON_EXEC);
      if (descriptor < 0) {
        throw new IOException("cannot open network namespace " + file + errno(state));
      }
      return descriptor;
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  private static void setNamespace(int descriptor, Path file, MemorySegment state)
      throws IOException {
    try {
      if ((int) SET_NAMESPACE.invokeExact(state, descriptor, NEW_NETWORK) != 0) {
        throw new IOException("cannot enter network namespace " + file + errno(state));
      }
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  private static void close(int descriptor) throws IOException {
    try {
      int _ = (int) CLOSE.invokeExact(descriptor);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  private static String errno(MemorySegment state) {
    int errno = state.get(ValueLayout.JAVA_INT, ERRNO_OFFSET);
    return switch (errno) {
      case 1 -> ": operation not permitted";
      case 2 -> ": no such file";
      case 13 -> ": permission denied";
      case 22 -> ": not a network namespace";
      default -> ": errno " + errno;
    };
  }

  private static IOException rethrow(Throwable e) {
    return switch (e) {
      case IOException io -> io;
      case RuntimeException unexpected -> throw unexpected;
      case Error error -> throw error;
      default -> new IOException(e);
    };
  }
}
