import { describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packagePath } from '../../../schema/package-path.js';

/** Runs a suite that needs shared data, as a clone without it does. */
async function runAlone(ci: string): Promise<{ readonly code: number; readonly said: string }> {
  const clone = join(mkdtempSync(join(tmpdir(), 'ucat-clone-')), 'ucat');
  for (const path of ['package.json', 'jest.config.js', 'schema', 'subgraphs/kit', 'test/servers', 'test/support', 'test/unit/schema/canonical-json.test.ts']) cpSync(packagePath(path), join(clone, path), { recursive: true });
  symlinkSync(packagePath('node_modules'), join(clone, 'node_modules'));
  const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--verbose', '--ci=false'];
  try {
    return await new Promise((resolve) => {
      execFile(process.execPath, jest, { cwd: clone, env: { ...process.env, CI: ci } }, (error, out, said) => resolve({ code: error ? Number(error.code) : 0, said: out + said }));
    });
  } finally {
    rmSync(join(clone, '..'), { recursive: true });
  }
}

describe('a suite that reads data beside the project, in a clone without them', () => {
  test('is listed as skipped, saying what it needs; the others run', async () => {
    const { code, said } = await runAlone('');
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('(needs ../shared/fixtures/jcs beside the project)') });
    expect(said).toMatch(/1 skipped, \d+ passed/);
  });

  test('fails in CI', async () => {
    const { code, said } = await runAlone('true');
    expect({ code, said }).toMatchObject({ code: 1, said: expect.stringContaining('Expected the folder ../shared/fixtures/jcs beside the project') });
  });
});
