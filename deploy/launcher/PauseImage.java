import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Writes the image of the pause container as an archive that containerd and Docker import: {@code java PauseImage.java FILE NAME}.
 *
 * <p>Every Pod has one container that does nothing but hold the Pod's namespaces. Its program is a hundred bytes of machine code: it lets
 * the kernel reap children (SIGCHLD ignored), ends on SIGTERM and SIGINT, and waits. Made here, it needs neither a registry nor a
 * compiler.
 */
final class PauseImage {

  private static final long LOAD_ADDRESS = 0x400000L;
  private static final int HEADER_SIZE = 64 + 56;
  private static final int SIGCHLD = 17;
  private static final int SIGTERM = 15;
  private static final int SIGINT = 2;
  private static final int SIG_IGN = 1;
  private static final long SA_RESTORER = 0x04000000L;

  private PauseImage() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: java PauseImage.java FILE NAME");
      System.exit(2);
    }
    var architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    var program = architecture.equals("arm64") ? arm64() : amd64();
    var layer = tar(new Entry("pause", 0755, program));
    var layerDigest = sha256(layer);
    var config =
        """
        {"architecture":"%s","os":"linux","created":"1970-01-01T00:00:00Z","config":{"User":"65535:65535","Entrypoint":["/pause"],"WorkingDir":"/"},\
        "rootfs":{"type":"layers","diff_ids":["sha256:%s"]},"history":[{"created":"1970-01-01T00:00:00Z","created_by":"pause"}]}"""
            .formatted(architecture, layerDigest)
            .getBytes(StandardCharsets.UTF_8);
    var configName = sha256(config) + ".json";
    var manifest =
        "[{\"Config\":\"%s\",\"RepoTags\":[\"%s\"],\"Layers\":[\"layer.tar\"]}]"
            .formatted(configName, args[1])
            .getBytes(StandardCharsets.UTF_8);
    Files.write(
        Path.of(args[0]),
        tar(
            new Entry("layer.tar", 0644, layer),
            new Entry(configName, 0644, config),
            new Entry("manifest.json", 0644, manifest)));
  }

  /** x86-64: syscall numbers rt_sigaction 13, pause 34, exit 60. */
  private static byte[] amd64() {
    int setHandler = 5 + 5 + 7 + 2 + 6 + 2;
    int loop = 3 * setHandler;
    int exit = loop + 9;
    int ignore = (exit + 9 + 7) & ~7;
    int terminate = ignore + 32;
    var code = ByteBuffer.allocate(terminate + 32).order(ByteOrder.LITTLE_ENDIAN);
    int[][] actions = {{SIGCHLD, ignore}, {SIGTERM, terminate}, {SIGINT, terminate}};
    for (var action : actions) {
      code.put((byte) 0xb8).putInt(13); // mov eax, rt_sigaction
      code.put((byte) 0xbf).putInt(action[0]); // mov edi, signal
      code.put(bytes(0x48, 0x8d, 0x35)).putInt(action[1] - (code.position() + 4)); // lea rsi, [rip + action]
      code.put(bytes(0x31, 0xd2)); // xor edx, edx
      code.put(bytes(0x41, 0xba)).putInt(8); // mov r10d, size of the mask
      code.put(bytes(0x0f, 0x05)); // syscall
    }
    code.put((byte) 0xb8).putInt(34).put(bytes(0x0f, 0x05, 0xeb, 0xf7)); // mov eax, pause; syscall; jmp back
    code.put(bytes(0x31, 0xff, 0xb8)).putInt(60).put(bytes(0x0f, 0x05)); // xor edi, edi; mov eax, exit; syscall
    putActions(code, ignore, exit);
    return elf(62, code.array());
  }

  /** AArch64: syscall numbers rt_sigaction 134, ppoll 73, exit 93. */
  private static byte[] arm64() {
    int setHandler = 6 * 4;
    int loop = 3 * setHandler;
    int exit = loop + 7 * 4;
    int ignore = (exit + 3 * 4 + 7) & ~7;
    int terminate = ignore + 32;
    var code = ByteBuffer.allocate(terminate + 32).order(ByteOrder.LITTLE_ENDIAN);
    int[][] actions = {{SIGCHLD, ignore}, {SIGTERM, terminate}, {SIGINT, terminate}};
    for (var action : actions) {
      code.putInt(movz(8, 134)).putInt(movz(0, action[0]));
      code.putInt(adr(1, action[1] - code.position())).putInt(movz(2, 0)).putInt(movz(3, 8)).putInt(SVC);
    }
    code.putInt(movz(8, 73)).putInt(movz(0, 0)).putInt(movz(1, 0)).putInt(movz(2, 0)).putInt(movz(3, 0)).putInt(SVC);
    code.putInt(0x14000000 | (((loop - code.position()) / 4) & 0x3ffffff)); // b loop
    code.putInt(movz(0, 0)).putInt(movz(8, 93)).putInt(SVC);
    putActions(code, ignore, exit);
    return elf(183, code.array());
  }

  private static final int SVC = 0xd4000001;

  private static int movz(int register, int value) {
    return 0xd2800000 | value << 5 | register;
  }

  private static int adr(int register, int offset) {
    return 0x10000000 | (offset & 3) << 29 | (offset >> 2 & 0x7ffff) << 5 | register;
  }

  /** The kernel's struct sigaction: handler, flags, restorer, mask. */
  private static void putActions(ByteBuffer code, int ignore, int exit) {
    long handler = LOAD_ADDRESS + HEADER_SIZE + exit;
    code.putLong(ignore, SIG_IGN);
    code.putLong(ignore + 32, handler).putLong(ignore + 40, SA_RESTORER).putLong(ignore + 48, handler);
  }

  private static byte[] elf(int machine, byte[] code) {
    int size = HEADER_SIZE + code.length;
    var file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    file.put(bytes(0x7f, 'E', 'L', 'F', 2, 1, 1, 0)).putLong(0);
    file.putShort((short) 2).putShort((short) machine).putInt(1);
    file.putLong(LOAD_ADDRESS + HEADER_SIZE).putLong(64).putLong(0).putInt(0);
    file.putShort((short) 64).putShort((short) 56).putShort((short) 1).putShort((short) 64).putShort((short) 0).putShort((short) 0);
    file.putInt(1).putInt(5).putLong(0).putLong(LOAD_ADDRESS).putLong(LOAD_ADDRESS).putLong(size).putLong(size).putLong(0x1000);
    return file.put(code).array();
  }

  private record Entry(String name, int mode, byte[] content) {}

  private static byte[] tar(Entry... entries) throws IOException {
    var out = new ByteArrayOutputStream();
    for (var entry : entries) {
      var header = new byte[512];
      put(header, 0, entry.name());
      put(header, 100, "%07o".formatted(entry.mode()));
      put(header, 108, "0000000");
      put(header, 116, "0000000");
      put(header, 124, "%011o".formatted(entry.content().length));
      put(header, 136, "00000000000");
      put(header, 148, "        ");
      header[156] = '0';
      put(header, 257, "ustar");
      put(header, 263, "00");
      int sum = 0;
      for (byte b : header) {
        sum += b & 0xff;
      }
      put(header, 148, "%06o\0 ".formatted(sum));
      out.write(header);
      out.write(entry.content());
      out.write(new byte[(512 - entry.content().length % 512) % 512]);
    }
    out.write(new byte[1024]);
    return out.toByteArray();
  }

  private static void put(byte[] header, int at, String text) {
    var bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
