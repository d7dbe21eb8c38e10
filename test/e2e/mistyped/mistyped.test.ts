import { expect, test } from '@jest/globals';
import { runUcat } from '../support/run-ucat.js';

/* A script tells by 1 that the answer is no, so what was not understood has to end with another code. */

const VERBS = ['search', 'get', 'lineage', 'market offers', 'compute options', 'use of', 'demand news', 'coverage', 'status', 'verify', 'import', 'export', 'validate', 'compose', 'node check', 'members list'];

test.each(VERBS)('ucat %s ends with 2 where it is mistyped', async (verb) => {
  expect(await runUcat([...verb.split(' '), '--mistyped'], {})).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/unknown option '--mistyped'|required option/) });
});
