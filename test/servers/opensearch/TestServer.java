import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.index.mapper.MapperExtrasPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.transport.Netty4Plugin;

/** One OpenSearch node for tests: {@code java -cp <jars> TestServer.java <folder> <port>}. Prints its port; stops by SIGTERM. */
public final class TestServer extends Node {
  private TestServer(Environment environment) {
    super(environment, List.of(Netty4Plugin.class, CommonAnalysisPlugin.class, MapperExtrasPlugin.class, PainlessPlugin.class), false);
  }

  public static void main(String[] words) throws Exception {
    Path folder = Path.of(words[0]).toAbsolutePath();
    Settings settings = Settings.builder()
      .put("path.home", folder.resolve("home"))
      .put("path.data", folder.resolve("data"))
      .put("path.logs", folder.resolve("logs"))
      .put("cluster.name", "ucat-tests")
      .put("node.name", "ucat-tests")
      .put("discovery.type", "single-node")
      .put("network.host", "127.0.0.1")
      .put("http.type", Netty4Plugin.NETTY_HTTP_TRANSPORT_NAME)
      .put("transport.type", Netty4Plugin.NETTY_TRANSPORT_NAME)
      .put("http.port", words[1])
      .put("transport.port", "0")
      .put("node.store.allow_mmap", false)
      .put("cluster.routing.allocation.disk.threshold_enabled", false)
      .put("action.auto_create_index", false)
      .build();
    TestServer node = new TestServer(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "ucat-tests"));
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      try {
        node.close();
      } catch (Exception error) {
        error.printStackTrace();
      } finally {
        stopped.countDown();
      }
    }));
    node.start();
    System.out.println("port " + node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress().getPort());
    stopped.await();
  }
}
