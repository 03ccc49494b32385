package dev.signalbox.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An ordinary client of the simulated providers. */
final class Caller implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private final Simulator simulator;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  Caller(Simulator simulator) {
    this.simulator = simulator;
  }

  @Override
  public void close() {
    client.close();
  }

  HttpResponse<String> anthropic(String body) throws IOException, InterruptedException {
    return client.send(anthropicRequest(body).build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> openai(String body) throws IOException, InterruptedException {
    return client.send(openaiRequest(body).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The text that a Claude answers to a prompt. */
  String claude(String model, String prompt) throws IOException, InterruptedException {
    return json(anthropic(anthropicBody(model, prompt))).at("/content/0/text").stringValue("");
  }

  /** The text that a GPT answers to a prompt. */
  String gpt(String model, String prompt) throws IOException, InterruptedException {
    return json(openai(openaiBody(model, prompt))).at("/choices/0/message/content").stringValue("");
  }

  HttpRequest.Builder anthropicRequest(String body) {
    return request("anthropic", "/v1/messages", body)
        .header("x-api-key", "sk-ant-test")
        .header("anthropic-version", "2023-06-01");
  }

  HttpRequest.Builder openaiRequest(String body) {
    return request("openai", "/v1/chat/completions", body)
        .header("authorization", "Bearer sk-test");
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String provider, String path, String body) {
    URI uri = simulator.baseUri(provider).resolve(path);
    return HttpRequest.newBuilder(uri)
        .timeout(Duration.ofSeconds(20))
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  static String anthropicBody(String model, String prompt) {
    return """
    {"model": "%s", "max_tokens": 1000, "messages": [{"role": "user", "content": %s}]}
    """
        .formatted(model, JSON.writeValueAsString(prompt));
  }

  static String openaiBody(String model, String prompt) {
    return """
    {"model": "%s", "messages": [{"role": "user", "content": %s}]}
    """
        .formatted(model, JSON.writeValueAsString(prompt));
  }

  static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }
}
