package io.navarch.client.transport;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import lombok.RequiredArgsConstructor;

/** Passes an answer on and tells of each piece that arrives. */
@RequiredArgsConstructor
final class HearingSubscriber<T> implements BodySubscriber<T> {

  private final BodySubscriber<T> reader;
  private final Runnable heard;

  @Override
  public CompletionStage<T> getBody() {
    return reader.getBody();
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    reader.onSubscribe(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> piece) {
    heard.run();
    reader.onNext(piece);
  }

  @Override
  public void onError(Throwable cause) {
    reader.onError(cause);
  }

  @Override
  public void onComplete() {
    reader.onComplete();
  }
}
