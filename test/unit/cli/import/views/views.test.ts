import { describe, expect, test } from '@jest/globals';
import { NodeRefused } from '../../../../../cli/import/patient-client.js';
import type { ImportReport, Rejection } from '../../../../../cli/import/import-report.js';
import type { ImportView } from '../../../../../cli/import/views/import-view.js';
import { jsonView } from '../../../../../cli/import/views/json-view.js';
import { textView } from '../../../../../cli/import/views/text-view.js';

const report: ImportReport = { entries: 10, created: 4, updated: 1, unchanged: 2, rejected: 2, skipped: { withdrawn: 1 }, owners: { created: 3, updated: 0, unchanged: 0 } };
const rejection: Rejection = { line: 7, identifier: 'a\u001b[2Jb', problems: [{ field: 'titles', value: null, rule: 'REQUIRED', message: 'Expected titles.' }, { field: 'issued', value: 'so\non', rule: 'DATE_FORMAT', message: 'Expected a date.' }] };

function shown(isTTY: boolean, tell: (view: ImportView) => void): string {
  let text = '';
  let clock = 0;
  tell(textView({ output: { isTTY, write: (more) => (text += more) }, now: () => (clock += 1_000) }));
  return text;
}

describe('textView', () => {
  test('a line for each thing that is wrong, and nothing of the source that moves the cursor', () => {
    expect(shown(false, (view) => view.rejected(rejection))).toBe('line 7 (a [2Jb): titles REQUIRED: Expected titles.\nline 7 (a [2Jb): issued DATE_FORMAT: Expected a date. Found: so on\n');
  });

  test('a summary', () => {
    expect(shown(false, (view) => view.finished(report))).toBe('10 entries read in 1.0 s: 4 created, 1 updated, 2 unchanged, 2 rejected\n  1 skipped: withdrawn\n  their owners: 3 created, 0 updated, 0 unchanged\n');
  });

  test('progress on a terminal only', () => {
    expect(shown(false, (view) => view.progress(report))).toBe('');
    expect(shown(true, (view) => view.progress(report))).toBe('\r\u001b[K10 read · 7 published · 2 rejected · 10/s');
  });

  test('where it stopped, what was done and how to go on', () => {
    const text = shown(false, (view) => view.stopped(new Error('the node is away'), report));
    expect(text).toMatch(/^Stopped: the node is away\n10 entries read .*\n(?:.*\n)*To go on, run the same command again/);
    const refused = new NodeRefused('no token', [{ message: 'no token', extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(shown(false, (view) => view.stopped(new Error('no token', { cause: refused }), report))).not.toContain('again');
    expect(shown(false, (view) => view.stopped(new Error('no such file'), undefined))).toBe('Stopped: no such file\n');
  });
});

describe('jsonView', () => {
  const printed = (tell: (view: ImportView) => void): unknown => {
    const texts: string[] = [];
    tell(jsonView((text) => texts.push(text)));
    expect(texts).toHaveLength(1);
    return JSON.parse(texts[0]!);
  };

  test('one object with everything', () => {
    expect(
      printed((view) => {
        view.progress(report);
        view.rejected(rejection);
        view.retrying(new Error('busy'));
        view.finished(report);
      }),
    ).toEqual({ ...report, rejections: [rejection], notRetired: null, error: null });
  });

  test('with the reason where it stopped', () => {
    expect(printed((view) => view.stopped(new Error('away'), undefined))).toEqual({ rejections: [], notRetired: null, error: 'away' });
  });
});
