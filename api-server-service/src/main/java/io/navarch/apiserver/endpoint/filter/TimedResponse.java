package io.navarch.apiserver.endpoint.filter;

import io.navarch.apiserver.request.Deadline;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import lombok.RequiredArgsConstructor;

/** A response that takes nothing more of what its request's handler says after the deadline. */
final class TimedResponse extends HttpServletResponseWrapper {

  private final Deadline deadline;

  TimedResponse(HttpServletResponse response, Deadline deadline) {
    super(response);
    this.deadline = deadline;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    deadline.check();
    var out = super.getOutputStream();
    return deadline.hasPassed() ? out : new TimedStream(out, deadline);
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    deadline.check();
    return super.getWriter();
  }

  @RequiredArgsConstructor
  private static final class TimedStream extends ServletOutputStream {

    private final ServletOutputStream out;
    private final Deadline deadline;

    @Override
    public void write(int b) throws IOException {
      check();
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      check();
      out.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
      check();
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }

    private void check() throws IOException {
      if (deadline.hasPassed()) {
        throw new IOException("the deadline has passed");
      }
    }
  }
}
