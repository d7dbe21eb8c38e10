import { BreakingChangeType, buildASTSchema, findBreakingChanges, parse, type GraphQLSchema } from 'graphql';
import { CONTRACT_VERSION } from '../../../../schema/contract-version.js';
import { compareVersions, parseVersion } from '../../../../schema/contract/contract-versions.js';
import { releasedContracts } from '../../../../schema/contract/released-contracts.js';
import { subgraphSdl } from '../../../../schema/sdl.js';
import { failed, passed, told, type Check } from '../check.js';

const SENT = '{ _service { sdl } }';

export const contract: Check = {
  code: 'CONTRACT',
  titleZh: '节点契约',
  titleEn: 'The schema has all of the contract that the node says it serves',
  advice: 'Serve every type, field and argument of schema/contracts/<version>.graphql with the types that it gives them; more is welcome.',
  async run({ description, ask }) {
    const version = description instanceof Error ? '1.0' : description.contractVersion;
    const expected = contractOf(version);
    if (expected === null) return failed(SENT, `The node serves contract ${version}, and this is made for ${CONTRACT_VERSION}.`);
    const answer = await ask(SENT);
    const sdl = (answer.data?.['_service'] as { readonly sdl?: unknown } | null | undefined)?.sdl;
    if (typeof sdl !== 'string') return failed(SENT, told(answer));
    const lacks = lackOf(expected, sdl);
    return lacks.length === 0 ? passed(SENT, `All of contract ${version} is there.`) : failed(SENT, `Of contract ${version}: ${lacks.slice(0, 5).join(' ')}${lacks.length > 5 ? ` And ${String(lacks.length - 5)} more.` : ''}`);
  },
};

/** The contract that a node of this version must serve; of a later minor version all that is known of it. Null: it is not known. */
function contractOf(version: string): string | null {
  const released = releasedContracts().find((one) => one.version === version);
  if (released) return released.sdl;
  const isLater = parseVersion(version)?.[0] === parseVersion(CONTRACT_VERSION)?.[0] && compareVersions(version, CONTRACT_VERSION) >= 0;
  return isLater ? subgraphSdl('catalog') : null;
}

/** Directives say how a gateway routes, and it reads them in the contract itself. */
const OF_DIRECTIVES: ReadonlySet<string> = new Set([BreakingChangeType.DIRECTIVE_REMOVED, BreakingChangeType.DIRECTIVE_ARG_REMOVED, BreakingChangeType.DIRECTIVE_LOCATION_REMOVED, BreakingChangeType.DIRECTIVE_REPEATABLE_REMOVED, BreakingChangeType.REQUIRED_DIRECTIVE_ARG_ADDED]);

/** What a query by the contract would miss at a node with this schema. */
function lackOf(expected: string, sdl: string): readonly string[] {
  try {
    return findBreakingChanges(schemaOf(expected), schemaOf(sdl)).filter(({ type }) => !OF_DIRECTIVES.has(type)).map(({ description }) => description);
  } catch (error) {
    return [`The schema can't be read: ${(error as Error).message}`];
  }
}

const schemaOf = (sdl: string): GraphQLSchema => buildASTSchema(parse(sdl, { noLocation: true }), { assumeValidSDL: true });
