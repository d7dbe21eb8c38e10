import { GRADES, OPENNESS, SHARE_TYPES } from '../../schema/enum-words.js';
import type { Grade, Openness, ShareType } from '../../schema/generated/common.js';
import { authorityIn } from '../../schema/ids.js';
import type { PolicyViewer } from '../../schema/policy/evaluate-policy.js';
import type { PublishedRecord } from '../kit/layers/published-records.js';
import type { Viewer } from '../kit/viewer.js';
import { policyText } from './policy-text.js';

/** What a dataset says of itself that decides where it may be processed. */
export interface ProcessedDataset {
  /** Code of the authority that owns it. */
  readonly authority: string;
  readonly region: string | undefined;
  readonly shareType: ShareType | undefined;
  readonly openness: Openness | undefined;
  readonly grade: Grade | undefined;
  /** ODRL 2.2 policy, as JSON-LD text. */
  readonly policy: string | undefined;
}


/** Reads what an owner has published. A grade that is not known here may mean anything, so it is taken for the strictest. */
export function readDataset({ id, document }: PublishedRecord): ProcessedDataset {
  const { region, shareType, openness, grade, policy } = JSON.parse(document) as Readonly<Record<string, unknown>>;
  return {
    authority: authorityIn(id),
    region: typeof region === 'string' ? region : undefined,
    shareType: SHARE_TYPES.find((one) => one === shareType),
    openness: OPENNESS.find((one) => one === openness),
    grade: grade === undefined || grade === null ? undefined : (GRADES.find((one) => one === grade) ?? 'CORE'),
    policy: policy === undefined || policy === null ? undefined : policyText(policy),
  };
}

/** Who asks, as policies see it. */
export const viewerOf = ({ authorities }: Viewer, owner: string): PolicyViewer => (authorities.includes(owner) ? 'OWNER' : authorities.length > 0 ? 'MEMBER' : 'PUBLIC');
