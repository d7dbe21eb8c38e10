import { judgeUse, leastProtection, type UseOfData } from '../../schema/compute/judge-use.js';
import { rankOptions, type ComputeNeed, type RankedOptions } from '../../schema/compute/rank-options.js';
import type { ProtectedEnvironment } from '../../schema/generated/common.js';
import type { PolicyAnswer } from '../../schema/policy/evaluate-policy.js';
import type { Viewer } from '../kit/viewer.js';
import type { Facility } from './facility.js';
import type { WantedUse } from './need.js';
import { viewerOf, type ProcessedDataset } from './processed-dataset.js';

export interface OptionsQuestion {
  readonly dataset: ProcessedDataset;
  readonly facilities: readonly Facility[];
  readonly viewer: Viewer;
  readonly use: WantedUse;
  readonly need: ComputeNeed;
}

export interface DatasetOptions extends RankedOptions<Facility> {
  /** Null where it may be processed in none. */
  readonly leastProtection: ProtectedEnvironment | null;
}

/** Where a dataset may be processed, the best first, and where not. */
export function datasetOptions({ dataset, facilities, viewer, use, need }: OptionsQuestion): DatasetOptions {
  const { authority, region, shareType, openness, grade, policy } = dataset;
  const asked: UseOfData = { ...use, viewer: viewerOf(viewer, authority), shareType, openness, grade, policy };
  const data = judgeUse(asked, undefined);
  const least = leastProtection(grade, data);
  const judged = judgeOnce((terms) => judgeUse(asked, terms));
  const candidates = facilities.map((facility) => ({ facility, use: judged(asked.viewer === 'OWNER' && viewer.authorities.includes(facility.authority) ? undefined : facility.policy) }));
  return { ...rankOptions(candidates, least, { ...need, from: need.from ?? region }), leastProtection: data.verdict === 'REFUSED' ? null : least };
}

/** Most facilities have the same terms, or none: each is judged once. */
function judgeOnce(judge: (terms: string | undefined) => PolicyAnswer): (terms: string | undefined) => PolicyAnswer {
  const answers = new Map<string | undefined, PolicyAnswer>();
  return (terms) => {
    const known = answers.get(terms) ?? judge(terms);
    answers.set(terms, known);
    return known;
  };
}
