import { join } from 'node:path';
import { createNodeKey, readNodeKey, type NodeKey } from '../node-key.js';

/** Where a service keeps the key that it signs its calls with. */
export const callKeyFile = (dataDir: string): string => join(dataDir, 'call-key.json');

/** The key that a service signs its calls with; made at its first start. @throws Error where the file holds none */
export function callKeyIn(dataDir: string): NodeKey {
  const file = callKeyFile(dataDir);
  const known = readNodeKey(file);
  if (known) return known;
  try {
    return createNodeKey(file);
  } catch (error) {
    // Another process has made it meanwhile.
    const made = (error as NodeJS.ErrnoException).code === 'EEXIST' ? readNodeKey(file) : null;
    if (made) return made;
    throw error;
  }
}
