import { BadRequest } from '../bad-request.js';
import { isOpenness, type SourceRequest } from './check-request.js';
import { findMapping } from './find-mapping.js';
import type { ProfiledSource } from './formats/profile.js';
import { findProfile, PROFILES } from './formats/profiles.js';
import { ColumnWatch } from './mapping/column-watch.js';
import type { CompiledMapping } from './mapping/mapping.js';
import { readMapping } from './mapping/read-mapping.js';
import { FORMATS, formatOf, type SourceFormat } from './readers/formats.js';
import { openSource } from './readers/open-source.js';

type Wanted = Omit<SourceRequest, 'authority'>;

/** Opens a file by a mapping or, without one, as a built-in format. @throws BadRequest, BadMapping */
export async function openImport({ file, mapping, format, items, system, owner, access }: Wanted): Promise<ProfiledSource> {
  if (mapping !== undefined) return { ...watched(readMapping(findMapping(mapping))), entries: openSource(file, { format: checkFormat(file, format), items }) };
  const profile = findProfile(file, format);
  if (!profile) throw new BadRequest(noProfile(file, format));
  return (await profile.load())(file, { system, owner, access: access !== undefined && isOpenness(access) ? access : undefined });
}

/** The mapping, with an eye on what it reads and no line has. */
function watched(mapping: CompiledMapping): Omit<ProfiledSource, 'entries'> {
  const watch = new ColumnWatch(mapping.reads);
  return {
    mapping: (line) => {
      watch.see(line);
      return mapping(line);
    },
    warnings: () => watch.warnings(),
  };
}

function noProfile(file: string, format: string | undefined): string {
  const names = PROFILES.map((one) => one.format).join(', ');
  return `--format: expected one of ${names}, or a --mapping that says what the fields mean, but got ${format ?? `no such ending on ${file}`}.`;
}

function checkFormat(file: string, format: string | undefined): SourceFormat {
  const found = FORMATS.find((one) => one === (format ?? formatOf(file)));
  if (!found) throw new BadRequest(`--format: expected one of ${FORMATS.join(', ')} but got ${format ?? `no such ending on ${file}`}.`);
  return found;
}
