import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * FerretDB 1 makes its index over `_id` on one SQLite expression and asks by another, so that a document is found by
 * reading the whole collection. With the constant that names the index's expression it is found by the index, as in
 * MongoDB. Everything else stays as released.
 */
const ID_COLUMN = {
  file: ['internal', 'backends', 'sqlite', 'metadata', 'metadata.go'],
  released: `IDColumn = DefaultColumn + "->'$._id'"`,
  corrected: `IDColumn = DefaultColumn + "->'_id'"`,
} as const;

/**
 * Completes the sources that `go mod vendor` left in a folder, so that FerretDB's program can be built from them.
 *
 * @param asReleased leaves the index over `_id` as it is
 */
export async function prepareFerretDb(folder: string, asReleased: boolean): Promise<void> {
  const sources = join(folder, 'vendor', 'github.com', 'FerretDB', 'FerretDB');
  const version = await versionOf(folder);
  // Its makers generate this file; their module does not hold it. A corrected program must not pass for a released one.
  await writeFile(join(sources, 'build', 'version', 'version.txt'), asReleased ? version : `${version}-id-index`);
  if (!asReleased) await correct(sources);
}

async function versionOf(folder: string): Promise<string> {
  const module = join(folder, 'go.mod');
  const version = /FerretDB\/FerretDB (v\S+)/.exec(await readFile(module, 'utf8'))?.[1];
  if (version === undefined) throw new Error(`Expected github.com/FerretDB/FerretDB and its version in ${module}.`);
  return version;
}

async function correct(sources: string): Promise<void> {
  const file = join(sources, ...ID_COLUMN.file);
  const text = await readFile(file, 'utf8');
  if (!text.includes(ID_COLUMN.released)) throw new Error(`Expected ${ID_COLUMN.released} in ${file}: another version needs another correction, or none.`);
  await writeFile(file, text.replace(ID_COLUMN.released, () => ID_COLUMN.corrected));
}
