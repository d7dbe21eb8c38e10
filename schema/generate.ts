import { mkdirSync, writeFileSync } from 'node:fs';
import { generatedFiles } from './generated-files.js';
import { packagePath } from './package-path.js';

mkdirSync(packagePath('schema', 'generated'), { recursive: true });
for (const [name, text] of await generatedFiles()) writeFileSync(packagePath('schema', 'generated', name), text);
