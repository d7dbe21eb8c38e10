import { describe, expect, test } from '@jest/globals';
import { askRegistry, NoRegistry } from '../../../../cli/membership/ask-registry.js';
import { Refused } from '../../../../cli/membership/verb.js';
import type { Transport } from '../../../../subgraphs/kit/transport/transport.js';

const url = 'http://127.0.0.1:4003/graphql';
const refusing = (code: string): Transport => async () => ({ data: null, errors: [{ message: 'No.', extensions: { code } }] });
const ask = async (code: string, token?: string): Promise<unknown> => askRegistry({ send: refusing(code), url, token, query: '{ registryName }' }).catch((error: unknown) => error);

describe('what a registry refuses', () => {
  test('is told with its code', async () => {
    expect(await ask('TAKEN')).toEqual(new Refused('TAKEN: No.'));
  });

  test('for want of a token says where it is given, and with a wrong one where that came from', async () => {
    expect(await ask('UNAUTHENTICATED')).toEqual(new Refused("UNAUTHENTICATED: No.\nGive the registry operator's token: --token, or OPERATOR_TOKEN in the environment."));
    expect(await ask('UNAUTHENTICATED', 'wrong')).toEqual(new Refused("UNAUTHENTICATED: No.\n--token, or OPERATOR_TOKEN in the environment, is not the token of this registry's operator."));
  });

  test('is none where something else answers', async () => {
    const failure = await ask('GRAPHQL_VALIDATION_FAILED');
    expect(failure).toBeInstanceOf(NoRegistry);
    expect((failure as Error).message).toBe(`--registry: ${url} is no registry, or an older one. It answered: No.`);
  });
});
