import { newRequestId } from '../../../schema/access-request-id.js';
import { catalogError } from '../../../schema/errors.js';
import type { AccessAct, AccessState } from '../../../schema/generated/catalog.js';
import { authorityIn } from '../../../schema/ids.js';
import { sha256Hex } from '../../../schema/sha256-hex.js';
import type { AuditLog } from '../../kit/audit/audit-log.js';
import type { Viewer } from '../../kit/viewer.js';
import type { Writer } from '../publish/publisher.js';
import { readMoment, readWords } from './access-arguments.js';
import { afterStep, SIDE_OF, stateOf, untilOf, wantedUntil, type AccessEvent, type AccessRequest } from './access-request.js';
import type { AccessStore, RestrictedDetails } from './access-store.js';

export interface AccessDeskOptions {
  readonly store: AccessStore;
  readonly audit: AuditLog;
  /** @default the system's clock */
  readonly now?: () => Date;
}

export interface AccessAsked {
  readonly purpose: string;
  readonly useCase: string;
  readonly until: string;
}

/** What a step says beside who does it. */
interface Said {
  readonly act: AccessAct;
  readonly text: string | null;
  readonly until?: string | null;
}

/** Requests of one viewer that may be open at a node at a time. */
const MOST_OPEN = 100;
/** Requests of one viewer for one record that are looked at for a grant: the newest. */
const LOOKED_AT = 200;
/** Writers that may be first, one after the other. */
const ATTEMPTS = 10;

const OPEN: readonly AccessState[] = ['SUBMITTED', 'QUESTIONED'];

/**
 * Where access to restricted details is asked for, decided and looked up. Each step stands in the audit log before it
 * takes effect. Nothing is kept in memory, so that a grant ends for everybody at once.
 */
export class AccessDesk {
  readonly #store: AccessStore;
  readonly #audit: AuditLog;
  readonly #now: () => Date;

  constructor({ store, audit, now = () => new Date() }: AccessDeskOptions) {
    this.#store = store;
    this.#audit = audit;
    this.#now = now;
  }

  get now(): Date {
    return this.#now();
  }

  /** Files a viewer's request for a record that the viewer may see. @throws UNAUTHENTICATED, BAD_INPUT, ACCESS_STATE */
  async ask(viewer: Viewer, record: string, asked: AccessAsked): Promise<AccessRequest> {
    const requester = subjectOf(viewer);
    const [purpose, useCase, until] = [readWords('purpose', asked.purpose), readWords('useCase', asked.useCase), readMoment('until', asked.until, this.now)];
    if ((await this.#store.restricted(record)) === null) throw catalogError('BAD_INPUT', `${record} has no restricted details: all that its owner catalogues of it is shown already.`, { id: record });
    const same = await this.#standing(requester, record, { purpose, useCase, until });
    if (same) return same;
    const request: AccessRequest = { id: newRequestId(authorityIn(record)), record, authority: authorityIn(record), requester, requesterAuthorities: [...viewer.authorities], useCase, trail: [{ at: this.now.toISOString(), act: 'REQUEST', by: requester, text: purpose, until }] };
    await this.#note(request);
    await this.#store.putRequest(request, null);
    return request;
  }

  /** A step of the viewer who made the request. To others there is no such request. @throws UNAUTHENTICATED, BAD_INPUT, ACCESS_STATE */
  async stepOfViewer(viewer: Viewer, id: string, said: Said): Promise<AccessRequest> {
    const requester = subjectOf(viewer);
    return this.#step(id, requester, said, (request) => request.requester === requester);
  }

  /** A step of a steward who may write for the owner. @throws BAD_INPUT, ACCESS_STATE */
  async stepOfOwner({ author, authorities }: Writer, id: string, said: Said): Promise<AccessRequest> {
    return this.#step(id, author ?? 'steward', said, ({ authority }) => authorities?.has(authority) ?? true);
  }

  /** A request, for both of its sides and for an auditor of the owner; null for everybody else. */
  async find(viewer: Viewer, id: string): Promise<AccessRequest | null> {
    const request = await this.#store.request(id);
    if (request === null) return null;
    const isOwners = viewer.authorities.includes(request.authority) && (viewer.roles.includes('STEWARD') || viewer.roles.includes('AUDITOR'));
    return isOwners || (viewer.subject !== null && request.requester === viewer.subject) ? request : null;
  }

  /** What a viewer has asked of an authority, the newest first. @throws UNAUTHENTICATED */
  async ofViewer(viewer: Viewer, authority: string, limit: number): Promise<readonly AccessRequest[]> {
    return this.#store.requests({ requester: subjectOf(viewer), authorities: [authority] }, { after: null, limit });
  }

  /** Requests to authorities, in a state where one is given, the newest first. */
  async ofOwner(authorities: readonly string[], state: AccessState | null, limit: number): Promise<readonly AccessRequest[]> {
    const found: AccessRequest[] = [];
    for (let after: AccessRequest | null = null; ; ) {
      const page: readonly AccessRequest[] = await this.#store.requests({ authorities }, { after, limit: 500 });
      found.push(...page.filter((request) => state === null || stateOf(request, this.now) === state));
      after = page.at(-1) ?? null;
      if (after === null || found.length >= limit) return found.slice(0, limit);
    }
  }

  /** Restricted details of a record as a viewer may see them; null where it has none. @throws ACCESS_REQUIRED */
  async details(viewer: Viewer, record: string): Promise<(RestrictedDetails & { readonly until: string | null }) | null> {
    const details = await this.#store.restricted(record);
    if (details === null) return null;
    if (viewer.roles.includes('STEWARD') && viewer.authorities.includes(authorityIn(record))) return { ...details, until: null };
    const until = await this.#grantedUntil(viewer, record);
    if (until !== null) return { ...details, until };
    throw catalogError('ACCESS_REQUIRED', `The owner of ${record} shows this to those whom it has granted access. Ask for it as a known viewer with the mutation requestAccess(id, purpose, useCase, until), or \`ucat access request ${record}\`.`, { id: record });
  }

  /** Keeps the restricted details of a record, which its steward gives. The trail has a hash of them, as of every text. */
  async putDetails({ author }: Writer, record: string, details: RestrictedDetails | null): Promise<void> {
    if (details === null && (await this.#store.restricted(record)) === null) return;
    await this.#audit.append({ actor: author ?? 'steward', act: details ? 'RESTRICTED_PUT' : 'RESTRICTED_REMOVED', subject: record, details: details ? { hash: sha256Hex(JSON.stringify(details)) } : {} });
    await this.#store.putRestricted(record, details);
  }

  async #step(id: string, by: string, { act, text, until = null }: Said, isTheirs: (request: AccessRequest) => boolean): Promise<AccessRequest> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const request = await this.#store.request(id);
      if (request === null || !isTheirs(request)) throw catalogError('BAD_INPUT', `There is no access request ${JSON.stringify(id.slice(0, 80))} that you could do this to.`);
      const now = this.now;
      const event: AccessEvent = { at: now.toISOString(), act, by, text, until: act === 'GRANT' ? (until ?? wantedUntil(request)) : null };
      const next = afterStep(request, event, now);
      await this.#note(next);
      if (await this.#store.putRequest(next, request)) return next;
    }
    throw catalogError('STORE_UNAVAILABLE', `Others changed the access request ${id} at the same time; nothing was done. Try again.`, { retryable: true });
  }

  /** Notes the last step of a request. Of its text only a hash: what somebody wrote may have to be removed. */
  async #note({ id, record, trail }: AccessRequest): Promise<void> {
    const { act, by, text, until } = trail.at(-1) as AccessEvent;
    await this.#audit.append({ actor: `${SIDE_OF[act] === 'OWNER' ? '' : 'viewer:'}${by}`, act: `ACCESS_${act}`, subject: id, details: { record, until, text: text === null ? null : sha256Hex(text) } });
  }

  /** The same request, where it was made before and still stands. @throws ACCESS_STATE where another one waits */
  async #standing(requester: string, record: string, { purpose, useCase, until }: AccessAsked): Promise<AccessRequest | null> {
    const all = await this.#store.requests({ requester }, { after: null, limit: LOOKED_AT });
    const waiting = all.filter((request) => OPEN.includes(stateOf(request, this.now)));
    if (waiting.length >= MOST_OPEN) throw catalogError('ACCESS_STATE', `${String(MOST_OPEN)} requests of yours wait at this node: withdraw some, or wait for their answers.`);
    const own = all.filter((request) => request.record === record && [...OPEN, 'GRANTED'].includes(stateOf(request, this.now)));
    const same = own.find((request) => request.trail[0]?.text === purpose && request.useCase === useCase && wantedUntil(request) === until);
    const other = own.find((request) => OPEN.includes(stateOf(request, this.now)));
    if (same || !other) return same ?? null;
    throw catalogError('ACCESS_STATE', `Your request ${other.id} for ${record} waits already: withdraw it before you make another one.`, { id: other.id });
  }

  async #grantedUntil({ subject }: Viewer, record: string): Promise<string | null> {
    if (subject === null) return null;
    const own = await this.#store.requests({ requester: subject, record }, { after: null, limit: LOOKED_AT });
    const ends = own.filter((request) => stateOf(request, this.now) === 'GRANTED').map((request) => untilOf(request) ?? '');
    return ends.sort().at(-1) ?? null;
  }
}

function subjectOf({ subject }: Viewer): string {
  if (subject !== null) return subject;
  throw catalogError('UNAUTHENTICATED', 'Only a viewer who is known can do this: send the header `authorization: Bearer <token>` with a token of your identity provider.');
}
