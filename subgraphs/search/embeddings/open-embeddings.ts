import { Counter, type Registry } from 'prom-client';
import { collectedGauge, collectedNumber } from '../../kit/observe/collected-gauge.js';
import type { Logger } from '../../kit/logger.js';
import type { ClientTls } from '../../kit/tls.js';
import type { EmbeddingsConfig } from '../config.js';
import type { VectorStore } from '../index/vectors/vector-store.js';
import { createOpenAiEmbedder } from './openai-embedder.js';
import { QueryVectors } from './query-vectors.js';
import { VectorUpkeep } from './vector-upkeep.js';

export interface OpenEmbeddingsOptions {
  readonly config: EmbeddingsConfig;
  readonly tls?: ClientTls | undefined;
  readonly index: VectorStore;
  /** Name of the file that the index is in. */
  readonly version: () => string;
  readonly registry: Registry;
  readonly logger: Logger;
}

/** A model that searches and records are given their vectors by. */
export interface OpenEmbeddings {
  readonly queries: QueryVectors;
  close(): Promise<void>;
}

/** Begins to make the vectors of records, and tells in metrics how it stands with those and with the queries'. */
export function openEmbeddings({ config, tls, index, version, registry, logger }: OpenEmbeddingsOptions): OpenEmbeddings {
  const embedder = createOpenAiEmbedder({ ...config, tls });
  const outcomes = new Counter({ name: 'ucat_index_query_vectors_total', help: 'Searches by how they came to the vector of their query, or why they were ranked by words alone.', labelNames: ['outcome'], registers: [registry] });
  const queries = new QueryVectors({ embedder, logger, onOutcome: (outcome) => outcomes.inc({ outcome: outcome.toLowerCase() }) });
  const upkeep = new VectorUpkeep({ embedder, index, version, logger });
  collectedNumber({ registry, name: 'ucat_index_query_vectors_waited', help: '1 while searches wait for the vectors of their queries, 0 while the model does not answer in time.', read: () => Number(queries.isWaitedFor) });
  collectedGauge({
    registry,
    name: 'ucat_index_vector_rows',
    help: 'The row of the index up to which public records have vectors, and its last row.',
    labels: ['state'],
    read: () => [[{ state: 'done' }, upkeep.progress.row], [{ state: 'all' }, upkeep.progress.last]],
  });
  collectedGauge({
    registry,
    name: 'ucat_index_vectors_made',
    help: 'Texts of records that were given to the model since the start, by what became of them.',
    labels: ['outcome'],
    read: () => [[{ outcome: 'made' }, upkeep.progress.made], [{ outcome: 'refused' }, upkeep.progress.refused]],
  });
  return {
    queries,
    close: async () => {
      queries.close();
      await upkeep.close();
      await embedder.close();
    },
  };
}
