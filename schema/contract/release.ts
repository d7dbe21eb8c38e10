import { existsSync, writeFileSync } from 'node:fs';
import { CONTRACT_VERSION } from '../contract-version.js';
import { subgraphSdl } from '../sdl.js';
import { contractProblems } from './contract-problems.js';
import { contractFile, releasedContracts } from './released-contracts.js';

/** Keeps the contract as it stands as the release of its version. */
const sdl = subgraphSdl('catalog');
const file = contractFile(CONTRACT_VERSION);
const problems = existsSync(file) ? [`Contract ${CONTRACT_VERSION} is released already: raise CONTRACT_VERSION in schema/contract-version.ts.`] : contractProblems({ version: CONTRACT_VERSION, sdl, released: releasedContracts() });
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exitCode = 1;
else writeFileSync(file, sdl);
