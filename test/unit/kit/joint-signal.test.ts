import { describe, expect, test } from '@jest/globals';
import { JointSignal } from '../../../subgraphs/kit/joint-signal.js';

describe('a signal of several', () => {
  test('aborts when the last has left, and not before', () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const joint = new JointSignal();
    joint.join(one.signal);
    joint.join(other.signal);
    one.abort();
    expect(joint.signal.aborted).toBe(false);
    other.abort();
    expect(joint.signal.aborted).toBe(true);
  });

  test('never aborts where one can not leave', () => {
    const leaving = new AbortController();
    const joint = new JointSignal();
    joint.join(undefined);
    joint.join(leaving.signal);
    leaving.abort();
    expect(joint.signal.aborted).toBe(false);
  });

  test('counts one who waits for several things as often, and one who has left already', () => {
    const [one, gone] = [new AbortController(), AbortSignal.abort()];
    const joint = new JointSignal();
    joint.join(one.signal);
    joint.join(one.signal);
    joint.join(gone);
    expect(joint.signal.aborted).toBe(false);
    one.abort();
    expect(joint.signal.aborted).toBe(true);
  });

  test('lets go of the signals when the work is done', () => {
    const leaving = new AbortController();
    const joint = new JointSignal();
    joint.join(leaving.signal);
    joint.end();
    leaving.abort();
    expect(joint.signal.aborted).toBe(false);
  });
});
