import { describe, expect, test } from '@jest/globals';
import { readNodeConfig } from '../../../../subgraphs/catalog/config.js';

describe("a node's settings", () => {
  test('have defaults but for the authorities', () => {
    expect(readNodeConfig({ NODE_AUTHORITIES: '310000' })).toEqual({ host: '127.0.0.1', port: 4001, dataDir: '.data/node-310000', authorities: ['310000'], stewardToken: undefined, requiresToken: false, trustedCallers: [] });
  });

  test('may name several authorities, with spaces and twice', () => {
    const { authorities, dataDir } = readNodeConfig({ NODE_AUTHORITIES: ' MEE, MOT,MEE ' });
    expect(authorities).toEqual(['MEE', 'MOT']);
    expect(dataDir).toBe('.data/node-MEE');
  });

  test('are frozen', () => {
    expect(Object.isFrozen(readNodeConfig({ NODE_AUTHORITIES: '310000' }))).toBe(true);
  });

  test('let other machines in only with a token', () => {
    const env = { NODE_AUTHORITIES: '310000', HOST: '0.0.0.0' };
    expect(() => readNodeConfig(env)).toThrow('STEWARD_TOKEN: expected a secret token, because HOST=0.0.0.0');
    expect(readNodeConfig({ ...env, STEWARD_TOKEN: 's3' })).toMatchObject({ host: '0.0.0.0', stewardToken: 's3' });
  });

  test.each([
    [{}, 'NODE_AUTHORITIES: expected codes of authorities'],
    [{ NODE_AUTHORITIES: '310000,' }, 'NODE_AUTHORITIES'],
    [{ NODE_AUTHORITIES: 'mee' }, 'but got "mee"'],
    [{ NODE_AUTHORITIES: 'MEE', PORT: '99999' }, 'PORT: expected a whole number'],
  ])('%j is refused', (env, message) => {
    expect(() => readNodeConfig(env)).toThrow(message);
  });
});
