import { startServer } from './started-server.js';

/** The model that a bench ranks by. */
export interface EmbeddingsServer {
  readonly url: string;
  readonly model: string;
  readonly stop: () => Promise<void>;
}

/** As `test/servers/start-embeddings.ts` has it. */
const TEST_MODEL = 'bge-small-zh-v1.5-q';

/** The model of EMBEDDINGS_URL and EMBEDDINGS_MODEL, else the small one of the tests. @throws Error where there is neither */
export async function openEmbeddingsServer(): Promise<EmbeddingsServer> {
  const { EMBEDDINGS_URL: url, EMBEDDINGS_MODEL: model } = process.env;
  if (url && model) return { url, model, stop: async () => undefined };
  const { address, stop } = await startServer('serve-embeddings.js', [], 'Expected a model of embeddings: set EMBEDDINGS_URL and EMBEDDINGS_MODEL, or install a JDK and Maven.');
  return { url: address, model: TEST_MODEL, stop };
}
