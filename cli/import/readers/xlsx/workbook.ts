import { posix } from 'node:path';
import { BadWorkbook, openArchive, type Archive, type ArchiveLimits } from './archive.js';
import { readDateStyles } from './date-styles.js';
import { readSharedStrings } from './shared-strings.js';
import { readXml } from './xml-events.js';

export interface SheetPart {
  readonly name: string;
  readonly part: string;
}

/** A workbook that is open: what its sheets refer to is read, the sheets are not yet. */
export interface Workbook {
  readonly archive: Archive;
  /** The sheets that are not hidden, in their order. */
  readonly sheets: readonly SheetPart[];
  readonly strings: readonly string[];
  /** Whether a cell of this style is a date. */
  readonly isDateStyle: (style: number) => boolean;
  /** Days are counted from 1904 instead of 1900. */
  readonly from1904: boolean;
}

const WORKBOOK = 'xl/workbook.xml';

/** Opens an .xlsx workbook. The caller closes its archive. @throws BadWorkbook, or the system's error */
export async function openWorkbook(file: string, limits?: ArchiveLimits): Promise<Workbook> {
  const archive = await openArchive(file, limits);
  try {
    const targets = await readTargets(archive);
    const { sheets, from1904 } = await readSheetList(archive, targets);
    return { archive, sheets, from1904, strings: await readSharedStrings(archive), isDateStyle: await readDateStyles(archive) };
  } catch (error) {
    archive.close();
    throw error;
  }
}

/** Parts by the relationship that names them. */
async function readTargets(archive: Archive): Promise<ReadonlyMap<string, string>> {
  const part = 'xl/_rels/workbook.xml.rels';
  const targets = new Map<string, string>();
  await readXml(part, archive.read(part), {
    open(name, { Id: id, Target: target, TargetMode: mode }) {
      if (name !== 'Relationship' || id === undefined || target === undefined || mode === 'External') return;
      targets.set(id, target.startsWith('/') ? target.slice(1) : posix.join('xl', target));
    },
  });
  return targets;
}

async function readSheetList(archive: Archive, targets: ReadonlyMap<string, string>) {
  const sheets: SheetPart[] = [];
  let from1904 = false;
  await readXml(WORKBOOK, archive.read(WORKBOOK), {
    open(element, attributes) {
      if (element === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (element !== 'sheet' || (attributes['state'] ?? 'visible') !== 'visible') return;
      const part = targets.get(attributes['r:id'] ?? '');
      if (part !== undefined && archive.has(part)) sheets.push({ name: attributes['name'] ?? '', part });
    },
  });
  if (sheets.length === 0) throw new BadWorkbook('Expected a workbook with a sheet but it has none that is shown.');
  return { sheets, from1904 };
}
