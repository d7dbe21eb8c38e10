import { describe, expect, test } from '@jest/globals';
import { readRegistryConfig } from '../../../../subgraphs/registry/config.js';

describe('readRegistryConfig', () => {
  test('has a default for everything', () => {
    expect(readRegistryConfig({})).toEqual({ host: '127.0.0.1', port: 4003, dataDir: '.data/registry', operatorToken: undefined, name: 'union-catalog', localNodes: true, signsCalls: true, trustedCallers: [] });
  });

  test('takes an empty variable for an unset one', () => {
    expect(readRegistryConfig({ HOST: '', PORT: '', DATA_DIR: '', OPERATOR_TOKEN: '' })).toEqual(readRegistryConfig({}));
  });

  test('needs a token where other machines can reach it', () => {
    expect(() => readRegistryConfig({ HOST: '0.0.0.0' })).toThrow('OPERATOR_TOKEN: expected a secret token, because HOST=0.0.0.0 lets other machines in but got nothing.');
    expect(readRegistryConfig({ HOST: '0.0.0.0', OPERATOR_TOKEN: 't' })).toMatchObject({ host: '0.0.0.0', operatorToken: 't' });
  });

  test('lets nodes of its own machine ask where only that machine reaches it, unless it is said', () => {
    const open = { HOST: '0.0.0.0', OPERATOR_TOKEN: 't' };
    expect([{}, open, { LOCAL_NODES: 'refuse' }, { ...open, LOCAL_NODES: 'allow' }].map((env) => readRegistryConfig(env).localNodes)).toEqual([true, false, false, true]);
    expect(() => readRegistryConfig({ LOCAL_NODES: 'yes' })).toThrow(/^LOCAL_NODES: expected allow or refuse but got "yes"/);
  });

  test('refuses a port that is none', () => {
    expect(() => readRegistryConfig({ PORT: '70000' })).toThrow(/^PORT: expected a whole number of 0 to 65535 but got "70000"/);
  });
});
