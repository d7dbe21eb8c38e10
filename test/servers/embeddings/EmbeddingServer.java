import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallzhv15q.BgeSmallZhV15QuantizedEmbeddingModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * A model of embeddings for tests, served in OpenAI's form: {@code java -cp <jars> EmbeddingServer <port>}. The model is inside
 * its jar. Prints its port; stops by SIGTERM.
 */
public final class EmbeddingServer {
  private static final String MODEL = "bge-small-zh-v1.5-q";

  private EmbeddingServer() {}

  public static void main(String[] words) throws IOException {
    EmbeddingModel model = new BgeSmallZhV15QuantizedEmbeddingModel();
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[0])), 0);
    server.createContext("/v1/embeddings", exchange -> answer(exchange, model));
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.start();
    System.out.println("port " + server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange, EmbeddingModel model) throws IOException {
    try (exchange) {
      JsonObject told;
      int status = 200;
      try {
        told = embed(JsonParser.parseString(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)).getAsJsonObject(), model);
      } catch (RuntimeException error) {
        told = new JsonObject();
        told.addProperty("error", String.valueOf(error));
        status = 400;
      }
      byte[] body = new Gson().toJson(told).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("content-type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static JsonObject embed(JsonObject asked, EmbeddingModel model) {
    if (!MODEL.equals(asked.get("model").getAsString())) throw new IllegalArgumentException("Expected the model " + MODEL + " but got " + asked.get("model"));
    List<TextSegment> texts = new ArrayList<>();
    for (JsonElement text : asked.getAsJsonArray("input")) texts.add(TextSegment.from(text.getAsString()));
    JsonArray data = new JsonArray();
    model.embedAll(texts).content().forEach(embedding -> {
      JsonArray vector = new JsonArray();
      for (float number : embedding.vector()) vector.add(number);
      JsonObject one = new JsonObject();
      one.addProperty("object", "embedding");
      one.addProperty("index", data.size());
      one.add("embedding", vector);
      data.add(one);
    });
    JsonObject told = new JsonObject();
    told.addProperty("object", "list");
    told.addProperty("model", MODEL);
    told.add("data", data);
    return told;
  }
}
