import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { packagePath } from '../../../schema/package-path.js';

const run = promisify(execFile);
const NOT_RUN = '# not run here';

/** The shell commands of a page of the docs, run as a reader would in one folder. */
export class PageCommands {
  readonly #blocks: readonly string[];
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #addresses: Readonly<Record<string, string>>;
  #next = 0;

  /** @param addresses what stands in the page, and what takes its place */
  constructor(page: string, folder: string, addresses: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
    const text = readFileSync(packagePath('docs', page), 'utf8');
    this.#blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block]) => block as string).filter((block) => !block.startsWith(NOT_RUN));
    this.#folder = folder;
    this.#addresses = addresses;
    const programs = join(folder, 'bin');
    mkdirSync(programs, { recursive: true });
    writeFileSync(join(programs, 'ucat'), `#!/bin/sh\nexec "${process.execPath}" "${packagePath('dist', 'cli', 'ucat.js')}" "$@"\n`);
    chmodSync(join(programs, 'ucat'), 0o755);
    this.#env = { ...process.env, LOG_LEVEL: 'error', ...env, PATH: [programs, process.env['PATH']].join(delimiter) };
  }

  /** How many are left. */
  get left(): number {
    return this.#blocks.length - this.#next;
  }

  /** The next block, as words, for those that start a service. */
  words(): readonly string[] {
    return this.#take().trim().split(/\s+/).slice(1);
  }

  /** Runs the next block to its end. @returns what it printed @throws Error where a command of it fails */
  async run(): Promise<string> {
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', this.#take()], { cwd: this.#folder, env: this.#env });
    return stdout;
  }

  #take(): string {
    const block = this.#blocks[this.#next++];
    if (block === undefined) throw new Error('The page has no more commands.');
    return Object.entries(this.#addresses).reduce((text, [shown, there]) => text.replaceAll(shown, there), block);
  }
}
