import { Refused, type VerbResult } from '../membership/verb.js';
import { askService, type Service } from './ask-service.js';

interface ToldRequest {
  readonly id: string;
  readonly record: string;
  readonly state: string | null;
  readonly requester: string;
  readonly requesterAuthorities: readonly string[];
  readonly useCase: string;
  readonly wantedUntil: string;
  readonly until: string | null;
  readonly trail: readonly { readonly at: string; readonly act: string | null; readonly by: string; readonly text: string | null; readonly until: string | null }[];
}

const FIELDS = 'id record state requester requesterAuthorities purpose useCase wantedUntil until question trail { at act by text until }';

export interface AskedAccess {
  readonly purpose: string;
  readonly useCase: string;
  readonly until: string;
}

/** Asks an owner for access, in the name of the viewer whose token it is. */
export async function requestAccess(gateway: Service, id: string, asked: AskedAccess): Promise<VerbResult> {
  const query = `mutation ($id: ID!, $purpose: String!, $useCase: String!, $until: DateTime!) { requestAccess(id: $id, purpose: $purpose, useCase: $useCase, until: $until) { ${FIELDS} } }`;
  const { requestAccess: made } = await askService<{ readonly requestAccess: ToldRequest }>(gateway, query, { id, ...asked, until: asDateTime(asked.until) });
  return told(made);
}

/** What the viewer has asked of an authority. */
export async function listOwn(gateway: Service, authority: string): Promise<VerbResult> {
  const { myAccessRequests: requests } = await askService<{ readonly myAccessRequests: readonly ToldRequest[] | null }>(gateway, `query ($authority: ID!) { myAccessRequests(authority: $authority) { ${FIELDS} } }`, { authority });
  return { data: requests, lines: (requests ?? []).map(headline) };
}

/** What was asked of a node. */
export async function listAsked(node: Service, state: string | undefined): Promise<VerbResult> {
  const { accessRequests: requests } = await askService<{ readonly accessRequests: readonly ToldRequest[] }>(node, `query ($state: AccessState) { accessRequests(state: $state) { ${FIELDS} } }`, { state: state?.toUpperCase() });
  return { data: requests, lines: requests.map(headline) };
}

export async function showRequest(service: Service, id: string): Promise<VerbResult> {
  const { accessRequest: request } = await askService<{ readonly accessRequest: ToldRequest | null }>(service, `query ($id: ID!) { accessRequest(id: $id) { ${FIELDS} } }`, { id });
  if (request === null) throw new Refused(`There is no access request ${id}, or it is not yours to see.`);
  return told(request);
}

export async function answerQuestion(gateway: Service, request: string, answer: string): Promise<VerbResult> {
  const data = await askService<{ readonly answerAccessQuestion: ToldRequest }>(gateway, `mutation ($request: ID!, $answer: String!) { answerAccessQuestion(request: $request, answer: $answer) { ${FIELDS} } }`, { request, answer });
  return told(data.answerAccessQuestion);
}

export async function withdraw(gateway: Service, request: string, reason: string | undefined): Promise<VerbResult> {
  const data = await askService<{ readonly withdrawAccessRequest: ToldRequest }>(gateway, `mutation ($request: ID!, $reason: String) { withdrawAccessRequest(request: $request, reason: $reason) { ${FIELDS} } }`, { request, reason });
  return told(data.withdrawAccessRequest);
}

/** @param decision GRANT, REFUSE or ASK */
export async function decide(node: Service, request: string, decision: string, { reason, until }: { readonly reason: string; readonly until?: string | undefined }): Promise<VerbResult> {
  const query = `mutation ($request: ID!, $decision: AccessDecision!, $reason: String!, $until: DateTime) { decideAccess(request: $request, decision: $decision, reason: $reason, until: $until) { ${FIELDS} } }`;
  const data = await askService<{ readonly decideAccess: ToldRequest }>(node, query, { request, decision: decision.toUpperCase(), reason, until: until === undefined ? null : asDateTime(until) });
  return told(data.decideAccess);
}

export async function revoke(node: Service, request: string, reason: string): Promise<VerbResult> {
  const data = await askService<{ readonly revokeAccess: ToldRequest }>(node, `mutation ($request: ID!, $reason: String!) { revokeAccess(request: $request, reason: $reason) { ${FIELDS} } }`, { request, reason });
  return told(data.revokeAccess);
}

/** A day is its beginning in UTC. */
const asDateTime = (text: string): string => (/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text);

const headline = ({ id, state, record, requester, requesterAuthorities, until, wantedUntil }: ToldRequest): string =>
  `${id}  ${String(state).padEnd(10)}  ${record}  ${requester}${requesterAuthorities.length > 0 ? ` (${requesterAuthorities.join(', ')})` : ''}  until ${until ?? wantedUntil}`;

const told = (request: ToldRequest): VerbResult => ({
  data: request,
  lines: [headline(request), `  for: ${request.useCase}`, ...request.trail.map(({ at, act, by, text, until }) => `  ${at}  ${String(act).padEnd(8)}  ${by}${until === null ? '' : `, until ${until}`}${text === null ? '' : `: ${text}`}`)],
});
