import { join } from 'node:path';
import { nodeKeyIn, type NodeKey } from '../node-key.js';

/** Where a service keeps the key that it signs its calls with. */
export const callKeyFile = (dataDir: string): string => join(dataDir, 'call-key.json');

/** The key that a service signs its calls with; made at its first start. @throws Error where the file holds none */
export const callKeyIn = (dataDir: string): NodeKey => nodeKeyIn(callKeyFile(dataDir));
