import { CONTRACT_VERSION } from '../contract-version.js';
import { subgraphSdl } from '../sdl.js';
import { contractProblems } from './contract-problems.js';
import { releasedContracts } from './released-contracts.js';

/** Refuses a contract that would break nodes or clients of the one released last: a step of the build. */
const problems = contractProblems({ version: CONTRACT_VERSION, sdl: subgraphSdl('catalog'), released: releasedContracts() });
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exitCode = 1;
