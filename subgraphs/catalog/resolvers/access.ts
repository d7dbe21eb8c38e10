import { catalogError } from '../../../schema/errors.js';
import type { AccessDecision, MutationAnswerAccessQuestionArgs, MutationDecideAccessArgs, MutationRequestAccessArgs, MutationRevokeAccessArgs, MutationWithdrawAccessRequestArgs, QueryAccessRequestArgs, QueryAccessRequestsArgs, QueryMyAccessRequestsArgs } from '../../../schema/generated/catalog.js';
import { readMoment, readWords } from '../access/access-arguments.js';
import type { AccessDesk } from '../access/access-desk.js';
import { questionOf, stateOf, untilOf, wantedUntil, type AccessRequest } from '../access/access-request.js';
import type { CatalogRecord } from '../model.js';
import { requireServedAuthority } from '../served-ids.js';
import type { CatalogContext, StewardContext } from './context.js';
import { linkTo } from './links.js';
import { loadRecord } from './load-record.js';

const MOST = 500;

/** Only an owner's node has a desk: nothing of this is ever copied. */
function deskOf({ access }: CatalogContext): AccessDesk {
  if (access) return access;
  throw catalogError('NODE_UNAVAILABLE', 'Restricted details and access requests are at the node of their owner only, which does not answer now.', { retryable: true });
}

const DECIDED: Readonly<Record<AccessDecision, 'GRANT' | 'REFUSE' | 'ASK'>> = { GRANT: 'GRANT', REFUSE: 'REFUSE', ASK: 'ASK' };

/** What viewers ask. */
export const accessQueries = {
  accessRequest: async (_: unknown, { id }: QueryAccessRequestArgs, context: CatalogContext) => deskOf(context).find(context.viewer, id),
  async myAccessRequests(_: unknown, { authority, first }: QueryMyAccessRequestsArgs, context: CatalogContext) {
    requireServedAuthority(authority, context.served);
    return deskOf(context).ofViewer(context.viewer, authority, limitOf(first));
  },
};

/** What viewers ask for. */
export const accessMutations = {
  async requestAccess(_: unknown, { id, ...asked }: MutationRequestAccessArgs, context: CatalogContext) {
    const desk = deskOf(context);
    // Of a record that the viewer may not see it is not said that it is there.
    await loadRecord(id, context, 'DATASET');
    return desk.ask(context.viewer, id, asked);
  },
  answerAccessQuestion: async (_: unknown, { request, answer }: MutationAnswerAccessQuestionArgs, context: CatalogContext) =>
    deskOf(context).stepOfViewer(context.viewer, request, { act: 'ANSWER', text: readWords('answer', answer) }),
  withdrawAccessRequest: async (_: unknown, { request, reason }: MutationWithdrawAccessRequestArgs, context: CatalogContext) =>
    deskOf(context).stepOfViewer(context.viewer, request, { act: 'WITHDRAW', text: reason == null ? null : readWords('reason', reason) }),
};

/** What the owner's stewards ask and do. */
export const accessStewardQueries = {
  async accessRequests(_: unknown, { state, first }: QueryAccessRequestsArgs, context: StewardContext) {
    const { authorities } = context.gate.writer();
    return deskOf(context).ofOwner([...(authorities ?? context.served)], state ?? null, limitOf(first));
  },
};

export const accessStewardMutations = {
  async decideAccess(_: unknown, { request, decision, reason, until }: MutationDecideAccessArgs, context: StewardContext) {
    const writer = context.gate.writer();
    const desk = deskOf(context);
    return desk.stepOfOwner(writer, request, { act: DECIDED[decision], text: readWords('reason', reason), until: until == null ? null : readMoment('until', until, desk.now) });
  },
  revokeAccess: async (_: unknown, { request, reason }: MutationRevokeAccessArgs, context: StewardContext) => {
    const writer = context.gate.writer();
    return deskOf(context).stepOfOwner(writer, request, { act: 'REVOKE', text: readWords('reason', reason) });
  },
};

/** `Dataset.restricted` */
export async function resolveRestricted({ id, shareType }: CatalogRecord & { readonly shareType?: string }, _: unknown, context: CatalogContext) {
  // Only data of 有条件共享 have any; the rest costs no look.
  if (shareType !== 'CONDITIONAL') return null;
  const details = await deskOf(context).details(context.viewer, id);
  return details && { distributions: [], items: [], ...details };
}

export const accessTypes = {
  AccessRequest: {
    dataset: linkTo('record', 'DATASET'),
    state: (request: AccessRequest) => stateOf(request, new Date()),
    purpose: ({ trail }: AccessRequest) => trail[0]?.text ?? '',
    wantedUntil,
    until: untilOf,
    question: (request: AccessRequest) => questionOf(request, new Date()),
  },
};

function limitOf(first: number | null | undefined): number {
  const limit = first ?? 100;
  if (limit >= 1 && limit <= MOST) return limit;
  throw catalogError('BAD_INPUT', `first: expected 1 to ${String(MOST)} but got ${String(limit)}.`);
}
