import { afterEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { followExtensions, type Extensions, type ExtensionState } from '../../../../gateway/composition/extensions.js';
import { ownSubgraphs } from '../../../../schema/compose-supergraph.js';
import { TransportFailure, type Transport } from '../../../../subgraphs/kit/transport/transport.js';
import { until } from '../../../e2e/support/until.js';

const URL = 'http://127.0.0.1:1/graphql';
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';
const withField = (field: string): string => `${LINK}type Dataset @key(fields: "id") { id: ID! ${field} }`;

let extensions: Extensions;
let served: string;
let refuse: string | null;
let kept: Map<string, string>;
let given: string | null;

/** Follows one subgraph; what it gives is in `given`. */
function follow(first: string | null): void {
  given = first;
  const send: Transport = async () => {
    if (given === null) throw new TransportFailure('away');
    return { data: { _service: { sdl: given } } };
  };
  extensions = followExtensions({
    addresses: [{ name: 'extra', url: URL }],
    own: ownSubgraphs(),
    ownSupergraph: 'own',
    send,
    kept: { read: (name) => kept.get(name) ?? null, write: (name, sdl) => void kept.set(name, sdl) },
    logger: pino({ level: 'silent' }),
    everyMillis: 5,
  });
  served = extensions.initial;
  extensions.follow((supergraph) => {
    if (refuse !== null && supergraph.includes(refuse)) throw new Error('no such directive here');
    served = supergraph;
  });
}

const state = (): ExtensionState => extensions.states()[0]!;

afterEach(async () => extensions.close());

describe('subgraphs of others', () => {
  test('one that is heard is composed and kept; what changes is swapped in', async () => {
    kept = new Map();
    refuse = null;
    follow(withField('mood: String'));
    await until('the first', async () => served.includes('mood'));
    expect(state()).toEqual({ name: 'extra', url: URL, composed: true, heard: true, problems: [] });
    given = withField('mood: String heaviness: Int');
    await until('the second', async () => served.includes('heaviness'));
    expect(kept.get('extra')).toBe(given);
  });

  test('one that goes wrong later is refused, and what was accepted before stays and is kept', async () => {
    kept = new Map();
    refuse = 'forbidden';
    follow(withField('mood: String'));
    await until('the first', async () => served.includes('mood'));
    const before = served;
    given = withField('mood: String!');
    await until('the problem', async () => state().problems.length > 0);
    given = withField('mood: String forbidden: Int');
    await until('the other problem', async () => state().problems[0]?.includes('no such directive here'));
    expect(state()).toMatchObject({ composed: true, heard: true });
    expect([served, kept.get('extra')]).toEqual([before, withField('mood: String')]);
    given = withField('mood: String');
    await until('no problem', async () => state().problems.length === 0);
  });

  test('one that is away is composed as it was kept', async () => {
    kept = new Map([['extra', withField('mood: String')]]);
    refuse = null;
    follow(null);
    expect(served).toContain('mood');
    expect(state()).toMatchObject({ composed: true, heard: false });
  });

  test('one that was kept and no longer composes is left out', async () => {
    kept = new Map([['extra', withField('license: String')]]);
    refuse = null;
    follow(null);
    expect(served).toBe('own');
    expect(state()).toMatchObject({ composed: false, problems: [expect.stringContaining('Dataset.license')] });
  });
});
