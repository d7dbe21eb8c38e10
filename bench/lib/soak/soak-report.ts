import { round } from '../stats.js';
import { BAR, type JudgedProcess } from './judge-process.js';
import type { SoakOptions, SoakResult } from './run-soak.js';
import type { Slope, Verdict } from './slope.js';

export const SOAK_TITLE = '## Soak';

const SAID: Readonly<Record<Verdict, string>> = { FLAT: 'flat', RISES: '**rises**', UNDECIDED: 'not decided' };
const verdict = (one: Verdict | null): string => (one === null ? 'not judged' : SAID[one]);
const slope = ({ perHour, error }: Slope): string => `${String(round(perHour, 1))} ± ${String(round(2 * error, 1))}`;

function rowOf({ name, lives, residentMebibytes, resident, residentVerdict, descriptors, descriptor, descriptorVerdict }: JudgedProcess): string {
  const judged = lives === 1;
  const span = ({ first, last, most }: JudgedProcess['descriptors']): string => `${String(first)} → ${String(last)}, most ${String(most)}`;
  const cells = [name, span(residentMebibytes), judged ? slope(resident) : '', judged ? verdict(residentVerdict) : `${String(lives)} lives`, span(descriptors), judged ? slope(descriptor) : '', judged ? verdict(descriptorVerdict) : ''];
  return `| ${cells.join(' | ')} |`;
}

/** A run, as a section of the results. */
export function soakSection({ processes, counts, restarts, warmUpMinutes }: SoakResult, { nodes, perSecond, minutes }: SoakOptions, beside: string): string {
  const judged = processes.filter(({ lives }) => lives === 1);
  const count = (of: (one: JudgedProcess) => Verdict | null, wanted: Verdict): number => judged.filter((one) => of(one) === wanted).length;
  const told = (what: string, of: (one: JudgedProcess) => Verdict | null): string => `${what}: flat ${String(count(of, 'FLAT'))}, rising ${String(count(of, 'RISES'))}, not decided ${String(count(of, 'UNDECIDED'))}`;
  return `${SOAK_TITLE}

\`node dist/bench/soak.js --minutes ${String(minutes)} --nodes ${String(nodes)} --rate ${String(perSecond)}\`: ${String(nodes + 1)} nodes, registry, index, replica and two gateways, each a process;
${String(perSecond)} requests a second: searches with twenty records and one record by its id, second pages, suggestions, and writes at the nodes. Two nodes
come and go, by turns with \`kill -9\` and in order (${String(restarts)} restarts). Resident memory and descriptors from \`/proc\`, every 15 s, lines by least
squares after ${String(round(warmUpMinutes, 1))} minutes of warm-up, ± two standard errors. A process rises where it certainly gains ${BAR}.
"Not decided": the line is less certain than that.${minutes < 60 ? ` **This run is ${String(minutes)} minutes long, not the hour that the bench is meant for: slow leaks stay unseen.**` : ''}${beside === '' ? '' : ` Beside it ran: ${beside}.`}

Of ${String(judged.length)} processes that lived throughout, ${told('memory', ({ residentVerdict }) => residentVerdict)}; ${told('descriptors', ({ descriptorVerdict }) => descriptorVerdict)}.
Answers right and not: ${Object.entries(counts).map(([kind, { right, wrong }]) => `${kind} ${String(right)} and ${String(wrong)}`).join('; ')}.

| process | resident MiB | an hour | | descriptors | an hour | |
|---|---|---|---|---|---|---|
${processes.map(rowOf).join('\n')}
`;
}
