import type { Subgraph } from '../../schema/compose-supergraph.js';
import type { Logger } from '../../subgraphs/kit/logger.js';
import { readSdl } from '../../subgraphs/kit/transport/read-sdl.js';
import type { Transport } from '../../subgraphs/kit/transport/transport.js';
import { composeExtension } from './compose-extension.js';
import type { KeptSdl } from './kept-sdl.js';
import type { SupergraphSource } from './supergraph-source.js';

/** A subgraph of somebody else's: its name in the supergraph and its GraphQL endpoint. */
export type ExtensionAddress = Pick<Subgraph, 'name' | 'url'>;

export interface ExtensionsOptions {
  readonly addresses: readonly ExtensionAddress[];
  /** Our subgraphs, and the supergraph of them alone. */
  readonly own: readonly Subgraph[];
  readonly ownSupergraph: string;
  readonly send: Transport;
  readonly kept: KeptSdl;
  readonly logger: Logger;
  /** How often each is asked for its schema. @default 30000 */
  readonly everyMillis?: number;
  /** How long one may take to give its schema. @default 5000 */
  readonly timeoutMillis?: number;
}

/** How it stands with a subgraph of somebody else's. */
export interface ExtensionState extends ExtensionAddress {
  /** Whether its fields are part of the supergraph. */
  readonly composed: boolean;
  /** Whether it gave its schema when it was asked last. */
  readonly heard: boolean;
  /** Why what it gave last is not composed; what was accepted before stays. */
  readonly problems: readonly string[];
}

export interface Extensions extends SupergraphSource {
  states(): readonly ExtensionState[];
  close(): Promise<void>;
}

interface Extension {
  readonly address: ExtensionAddress;
  /** What is composed of it. */
  accepted: string | null;
  /** What it gave last, accepted or not. */
  given: string | null;
  heard: boolean;
  problems: readonly string[];
}

/**
 * Composes subgraphs of others with ours while the gateway runs. Nothing waits for them: ours is served from the start,
 * each of theirs joins when it was heard, and one that does not compose is refused alone.
 */
export function followExtensions({ addresses, own, ownSupergraph, send, kept, logger, everyMillis = 30_000, timeoutMillis = 5_000 }: ExtensionsOptions): Extensions {
  const extensions = addresses.map((address): Extension => ({ address, accepted: null, given: null, heard: false, problems: [] }));
  const ending = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let asking: Promise<unknown> = Promise.resolve();

  const acceptedOf = (others: readonly Extension[]): readonly Subgraph[] => others.flatMap(({ address, accepted }) => (accepted === null ? [] : [{ ...address, sdl: accepted }]));

  const take = (extension: Extension, sdl: string, update: (supergraphSdl: string) => void): void => {
    if (sdl === extension.given) return;
    extension.given = sdl;
    const { address } = extension;
    extension.problems = serve({ ...address, sdl }, acceptedOf(extensions.filter((one) => one !== extension)), update);
    if (extension.problems.length > 0) return logger.error({ subgraph: address.name, problems: extension.problems }, 'a subgraph is refused; what was accepted of it before stays');
    extension.accepted = sdl;
    keep(address.name, sdl);
    logger.info({ subgraph: address.name, url: address.url }, 'a subgraph is composed');
  };

  const keep = (name: string, sdl: string): void => {
    try {
      kept.write(name, sdl);
    } catch (error) {
      logger.error({ subgraph: name, err: error }, 'a subgraph could not be kept for the next start');
    }
  };

  /** @returns why it can't be served */
  const serve = (extension: Subgraph, others: readonly Subgraph[], update: (supergraphSdl: string) => void): readonly string[] => {
    const composition = composeExtension(own, others, extension);
    if (!composition.ok) return composition.problems;
    try {
      update(composition.supergraphSdl);
      return [];
    } catch (error) {
      return [`The gateway can't serve it: ${(error as Error).message}`];
    }
  };

  const ask = async (extension: Extension, update: (supergraphSdl: string) => void): Promise<void> => {
    const { url, name } = extension.address;
    try {
      const sdl = await readSdl({ url, send, timeoutMillis, audience: [name], signal: ending.signal });
      extension.heard = true;
      if (!ending.signal.aborted) take(extension, sdl, update);
    } catch (error) {
      if (extension.heard && !ending.signal.aborted) logger.warn({ subgraph: name, err: error }, 'a subgraph does not answer; its fields are null meanwhile');
      extension.heard = false;
    }
  };

  /** Those that were never heard are asked more often. */
  const askAll = async (update: (supergraphSdl: string) => void): Promise<void> => {
    await Promise.all(extensions.map(async (extension) => ask(extension, update)));
    if (!ending.signal.aborted) timer = setTimeout(() => (asking = askAll(update)), extensions.every(({ given }) => given !== null) ? everyMillis : Math.min(1_000, everyMillis));
  };

  return {
    initial: ownSupergraph,
    follow(update) {
      for (const extension of extensions) {
        const sdl = kept.read(extension.address.name);
        if (sdl !== null) take(extension, sdl, update);
      }
      if (extensions.length > 0) asking = askAll(update);
    },
    states: () => extensions.map(({ address, accepted, heard, problems }) => ({ ...address, composed: accepted !== null, heard, problems })),
    async close() {
      ending.abort();
      if (timer) clearTimeout(timer);
      await asking;
    },
  };
}
