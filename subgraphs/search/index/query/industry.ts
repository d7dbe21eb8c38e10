import { industryPath } from '../../../../schema/industries.js';

/** Whether an industry has a bucket: each section has, and what lies one step below one that was chosen, or that it is part of. */
export function industriesCounted(chosen: readonly string[]): (code: string) => boolean {
  const open = new Set(chosen.flatMap(industryPath));
  return (code) => {
    const parent = industryPath(code).at(-2);
    return parent === undefined || open.has(parent);
  };
}
