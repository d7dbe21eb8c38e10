import { createHash, timingSafeEqual } from 'node:crypto';
import type { Viewer } from '../viewer.js';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether a token is the one that is set, in a time that does not tell how much of it is right. */
export const isToken = (given: string, set: string): boolean => timingSafeEqual(digest(given), digest(set));

/** Whose a service's single token is; undefined where it has none. */
export const singleToken = (token: string | undefined, viewer: Viewer): ((given: string) => Viewer | null) | undefined => (token === undefined ? undefined : (given) => (isToken(given, token) ? viewer : null));
