import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BadDocument, manifestOf } from './manifest.js';

export interface DocumentsRequest {
  /** Files of GraphQL, or folders of such. */
  readonly paths: readonly string[];
  /** Where the manifest is written; standard output without it. */
  readonly output?: string | undefined;
}

export interface DocumentsIo {
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** Writes the manifest of trusted documents. @returns exit code: 0 written, 2 a file can't be used */
export async function runDocuments({ paths, output }: DocumentsRequest, { print, complain }: DocumentsIo): Promise<number> {
  try {
    const files = (await Promise.all(paths.map(filesOf))).flat().sort();
    if (files.length === 0) throw new BadDocument(`Expected files that end in .graphql or .gql below ${paths.join(', ')} but got none.`);
    const texts = new Map(await Promise.all(files.map(async (file): Promise<[string, string]> => [file, await readFile(file, 'utf8')])));
    const manifest = manifestOf(texts);
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    if (output === undefined) print(text.trimEnd());
    else await writeFile(output, text);
    complain(`${String(manifest.operations.length)} operations of ${String(files.length)} files.`);
    return 0;
  } catch (error) {
    if (!(error instanceof BadDocument || 'code' in (error as object))) throw error;
    complain((error as Error).message);
    return 2;
  }
}

async function filesOf(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = await readdir(path, { recursive: true });
  return names.filter((name) => /\.(graphql|gql)$/.test(name)).map((name) => join(path, name));
}
