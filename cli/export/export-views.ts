import type { LineOutput } from '../import/views/text-view.js';
import type { LeftOut } from './export-source.js';
import type { ExportView } from './run-export.js';

const CLEAR_LINE = '\r\u001b[K';

/** Shows an export to a person; what it writes goes elsewhere. */
export function textView(output: LineOutput): ExportView {
  const say = (text: string): void => void output.write(`${output.isTTY ? CLEAR_LINE : ''}${text}\n`);
  return {
    progress: (records) => void (output.isTTY && output.write(`${CLEAR_LINE}${String(records)} records`)),
    retrying: (reason) => say(`No answer; trying again. ${reason.message}`),
    leftOut: ({ authority, reason }) => say(`${authority} was left out, or what was left of it: ${reason}`),
    dropped: (what) => say(`Not in it: ${what}.`),
    finished: (records) => say(`${String(records)} records exported.`),
    stopped: (reason) => say(`Stopped: ${reason.message}`),
  };
}

/** Shows an export to a program: one JSON object at its end. */
export function jsonView(print: (text: string) => void): ExportView {
  const leftOut: LeftOut[] = [];
  const dropped: string[] = [];
  const told = (): object => ({ leftOut, ...(dropped.length > 0 && { dropped }) });
  return {
    progress: () => undefined,
    retrying: () => undefined,
    leftOut: (left) => void leftOut.push(left),
    dropped: (what) => void dropped.push(what),
    finished: (records) => print(JSON.stringify({ records, ...told(), error: null })),
    stopped: (reason) => print(JSON.stringify({ records: null, ...told(), error: reason.message })),
  };
}
