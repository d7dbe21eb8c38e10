import { buildSchema, findBreakingChanges } from 'graphql';
import { composeSupergraph, type Composition, type Subgraph } from '../../schema/compose-supergraph.js';
import { extensionProblems } from './extension-problems.js';

/**
 * Composes one more subgraph to those that are composed already.
 *
 * @param own our subgraphs. @param accepted those of others that were accepted before
 */
export function composeExtension(own: readonly Subgraph[], accepted: readonly Subgraph[], extension: Subgraph): Composition {
  try {
    const problems = extensionProblems(extension.sdl, own.map(({ sdl }) => sdl));
    if (problems.length > 0) return { ok: false, problems };
    const before = composeSupergraph([...own, ...accepted]);
    const after = composeSupergraph([...own, ...accepted, extension]);
    const lost = before.ok && after.ok ? lostTo(before.publicSdl, after.publicSdl) : [];
    return lost.length > 0 ? { ok: false, problems: lost } : after;
  } catch (error) {
    return { ok: false, problems: [(error as Error).message] };
  }
}

/** What clients would lose: enums and inputs that subgraphs share are merged, and a word less in one is a word less for all. */
function lostTo(before: string, after: string): readonly string[] {
  return findBreakingChanges(buildSchema(before, { assumeValid: true }), buildSchema(after, { assumeValid: true })).map(({ description }) => `Clients of the catalog would lose something: ${description}`);
}
