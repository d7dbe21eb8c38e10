import { GraphQLError } from 'graphql';
import type { Json } from '../../schema/canonical-json.js';
import type { AuditAct, AuditLog } from '../kit/audit/audit-log.js';
import type { Logger } from '../kit/logger.js';

type Resolver<Args, Context> = (parent: unknown, args: Args, context: Context) => Promise<unknown>;
type Resolvers = Readonly<Record<string, Resolver<never, never>>>;

interface Audited {
  readonly audit: AuditLog;
  readonly logger: Logger;
}

/** What of the arguments is noted: all but proofs, which are worth something to who reads them. */
function toldOf(args: Readonly<Record<string, unknown>>): { readonly [key: string]: Json } {
  const { proof, ...told } = JSON.parse(JSON.stringify(args)) as Record<string, Json>;
  const key = typeof proof === 'object' && proof !== null && 'publicKey' in proof ? { publicKey: (proof as { readonly publicKey: Json }).publicKey } : {};
  return { ...told, ...key };
}

/** The member or authority that a mutation is about. */
function subjectOf(args: Readonly<Record<string, unknown>>): string {
  const { code, authority, member, request } = args as { readonly [key: string]: string | { readonly code?: string } | undefined };
  const named = code ?? authority ?? member ?? request;
  return (typeof named === 'object' ? named.code : named) ?? '';
}

const ACT = (name: string): string => name.replace(/[A-Z]/g, '_$&').toUpperCase();

/** The operator's mutations, each noted before it is done; one that is refused is followed by an entry that says so. */
export function auditedBefore<Some extends Resolvers>(resolvers: Some): Some {
  return wrapped(resolvers, (name, resolve) => async (parent, args, context) => {
    const entry = { actor: 'operator', act: ACT(name), subject: subjectOf(args) };
    await context.audit.append({ ...entry, details: toldOf(args) });
    try {
      return await resolve(parent, args as never, context as never);
    } catch (error) {
      const code = error instanceof GraphQLError ? String(error.extensions['code']) : 'INTERNAL';
      await noteFailure(context, { ...entry, act: `${entry.act}_FAILED`, details: { code } });
      throw error;
    }
  });
}

/** What the operator is told is why the mutation failed, not that this could not be noted. */
async function noteFailure({ audit, logger }: Audited, act: AuditAct): Promise<void> {
  try {
    await audit.append(act);
  } catch (err) {
    logger.error({ err, act }, 'that a mutation failed could not be noted in the trail');
  }
}

/** What nodes ask for, noted once it is proved by their keys and done: strangers write nothing into the trail. */
export function auditedAfter<Some extends Resolvers>(resolvers: Some): Some {
  return wrapped(resolvers, (name, resolve) => async (parent, args, context) => {
    const answer = await resolve(parent, args as never, context as never);
    await context.audit.append({ actor: `member:${subjectOf(args)}`, act: ACT(name), subject: subjectOf(args), details: toldOf(args) });
    return answer;
  });
}

function wrapped<Some extends Resolvers>(resolvers: Some, wrap: (name: string, resolve: Resolver<never, never>) => Resolver<Readonly<Record<string, unknown>>, Audited>): Some {
  return Object.fromEntries(Object.entries(resolvers).map(([name, resolve]) => [name, wrap(name, resolve)])) as unknown as Some;
}
