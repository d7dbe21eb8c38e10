import type { DistributionInput } from '../../../../schema/generated/catalog.js';
import { readLines, readList } from '../../../../schema/formats/gov-sheet/cells.js';
import type { CellReader } from './cell-reader.js';

/** Columns that only a sheet with a line for each distribution has. */
const PER_LINE = ['分发名称', '下载地址', '媒体类型', '字节数', '分发许可'] as const;

/**
 * The forms in which the data can be had. By hand, one address and the formats there; else the lines of each cell belong
 * together. A format without an address can't be had by anybody and makes none.
 */
export function readDistributions(cells: CellReader): readonly DistributionInput[] {
  const addresses = readLines(cells.text('访问地址'));
  const isPerLine = addresses.length > 1 || PER_LINE.some((column) => cells.text(column) !== undefined);
  if (isPerLine) return perLine(cells);
  const [accessURL] = addresses;
  if (accessURL === undefined) return [];
  const formats = readList(cells.text('信息资源格式'));
  return formats.length === 0 ? [{ accessURL }] : formats.map((format) => ({ accessURL, format }));
}

function perLine(cells: CellReader): readonly DistributionInput[] {
  const lines = (column: (typeof PER_LINE)[number] | '访问地址' | '信息资源格式') => readLines(cells.raw(column));
  const [access, download, format, title, mediaType, size, license] = [lines('访问地址'), lines('下载地址'), lines('信息资源格式'), lines('分发名称'), lines('媒体类型'), lines('字节数'), lines('分发许可')];
  const count = Math.max(access.length, download.length);
  return Array.from({ length: count }, (_, index) => {
    const accessURL = access[index] ?? download[index];
    if (accessURL === undefined) cells.report('访问地址', undefined, 'REQUIRED', `Expected an address in line ${String(index + 1)} of the cell.`);
    return {
      ...(accessURL !== undefined && { accessURL }),
      ...set('title', title[index]),
      ...set('downloadURL', download[index]),
      ...set('format', format[index]),
      ...set('mediaType', mediaType[index]),
      ...byteSize(cells, size[index]),
      ...set('license', license[index]),
    };
  });
}

const set = (key: keyof DistributionInput, value: string | undefined) => (value === undefined ? {} : { [key]: value });

function byteSize(cells: CellReader, text: string | undefined): Pick<DistributionInput, 'byteSize'> {
  if (text === undefined) return {};
  const value = Number(text);
  if (Number.isFinite(value)) return { byteSize: value };
  cells.report('字节数', text, 'NUMBER', 'Expected a whole number of bytes.');
  return {};
}
