import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

const root = packageRoot();

/** The absolute path of a file of this package, whether it runs from source or from `dist/`. */
export function packagePath(...parts: readonly string[]): string {
  return join(root, ...parts);
}
