import type { NodeState } from '../api/answers.js';
import type { Word } from '../words/words.js';

/** How a node is, in a word that people act on. */
export type Condition = 'ok' | 'behind' | 'new' | 'down' | 'alarm' | 'paused';

const CONDITIONS: Readonly<Record<string, Condition>> = { CURRENT: 'ok', CATCHING_UP: 'behind', RESYNCING: 'behind', NEW: 'new', UNREACHABLE: 'down', UNLISTED: 'paused', SUSPENDED: 'paused', NOT_TAKEN: 'alarm', DIVERGED: 'alarm', QUARANTINED: 'alarm' };

export const CONDITION_WORDS: Readonly<Record<Condition, Word>> = { ok: 'stateOk', behind: 'stateBehind', new: 'stateNew', down: 'stateDown', alarm: 'stateAlarm', paused: 'statePaused' };

/** A shape for each, so that colour is not all that tells them apart. */
export const CONDITION_SIGNS: Readonly<Record<Condition, string>> = { ok: '●', behind: '◐', new: '○', down: '✕', alarm: '▲', paused: '‖' };

export function conditionOf(state: NodeState | undefined, memberStatus?: string): Condition {
  if (memberStatus === 'SUSPENDED') return 'paused';
  if (!state) return 'new';
  return CONDITIONS[state.status] ?? (state.reachable ? 'ok' : 'down');
}
