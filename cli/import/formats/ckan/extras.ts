import type { Value } from '../../mapping/value.js';
import { objectsOf, textOf, type JsonObject } from '../json/values.js';

/** Keys under which portals keep what CKAN has no field for; extensions put some of them beside the package's own. */
export const EXTRAS = {
  issued: ['issued', 'release_date', 'date_released', 'dataset-publication-date', '发布日期'],
  modified: ['modified', 'last_updated', 'date_updated', '更新日期'],
  frequency: ['accrualPeriodicity', 'accrual_periodicity', 'update_frequency', 'frequency-of-update', 'frequency', '更新周期', '更新频率'],
  spatial: ['spatial', 'bbox', 'spatial_geom'],
  temporal: ['temporal', 'temporal_coverage'],
  start: ['temporal_start', 'temporal_coverage-from', 'temporal_coverage_from'],
  end: ['temporal_end', 'temporal_coverage-to', 'temporal_coverage_to'],
  theme: ['theme', 'category', 'theme-primary', '信息资源分类', '主题分类'],
  language: ['language', 'lang'],
  region: ['region', 'admin_region', '行政区划'],
} as const;

/** The value of the first of these keys that has one. */
export type Extras = (keys: readonly string[]) => Value;

export function readExtras(found: JsonObject): Extras {
  const pairs = objectsOf(found['extras']).map(({ key, value }) => [textOf(key) ?? '', value] as const);
  const values = new Map<string, Value>([...pairs, ...Object.entries(found).filter(([, value]) => typeof value === 'string' || Array.isArray(value))]);
  return (keys) => keys.map((key) => values.get(key)).find((value) => value !== undefined && value !== null && value !== '');
}
