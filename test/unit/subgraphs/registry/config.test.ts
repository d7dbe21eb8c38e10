import { describe, expect, test } from '@jest/globals';
import { readRegistryConfig } from '../../../../subgraphs/registry/config.js';

describe('readRegistryConfig', () => {
  test('has a default for everything', () => {
    expect(readRegistryConfig({})).toEqual({ host: '127.0.0.1', port: 4003, dataDir: '.data/registry', operatorToken: undefined, name: 'union-catalog' });
  });

  test('takes an empty variable for an unset one', () => {
    expect(readRegistryConfig({ HOST: '', PORT: '', DATA_DIR: '', OPERATOR_TOKEN: '' })).toEqual(readRegistryConfig({}));
  });

  test('needs a token where other machines can reach it', () => {
    expect(() => readRegistryConfig({ HOST: '0.0.0.0' })).toThrow('OPERATOR_TOKEN: expected a secret token, because HOST=0.0.0.0 lets other machines in but got nothing.');
    expect(readRegistryConfig({ HOST: '0.0.0.0', OPERATOR_TOKEN: 't' })).toMatchObject({ host: '0.0.0.0', operatorToken: 't' });
  });

  test('refuses a port that is none', () => {
    expect(() => readRegistryConfig({ PORT: '70000' })).toThrow(/^PORT: expected a whole number of 0 to 65535 but got "70000"/);
  });
});
