/** Benches that `npm run bench` runs itself. */
const OF_THE_RUN: readonly string[] = ['national-query', 'freshness', 'start-up', 'chaos', 'crash', 'node-reads', 'index-scale'];

const COMMAND = /`node dist\/bench\/([a-z-]+)\.js/;
/** What a row says that was measured with the one above it. */
const SAME_RUN = '(the same run)';
const BUDGETS = '| | budget | measured | met |';

/**
 * A new report with what the former one has of benches that a full run leaves out: rows of the table of budgets, by the command that
 * stands in them, and whole sections.
 *
 * @param former,report Markdown
 */
export function keepApart(former: string, report: string): string {
  const [sections, own] = [sectionsOf(former), sectionsOf(report)];
  const rows = rowsApart(former);
  const apart = [...sections].filter(([title]) => !own.has(title)).map(([, text]) => text.trimEnd());
  return [afterBudgets(report, rows).trimEnd(), ...apart].join('\n\n') + '\n';
}

/** By their titles, each with its title. */
function sectionsOf(report: string): ReadonlyMap<string, string> {
  const [, ...sections] = report.split(/^(?=## )/m);
  return new Map(sections.map((text) => [text.slice(0, text.indexOf('\n')), text]));
}

function rowsApart(report: string): readonly string[] {
  let isApart = false;
  return budgetsOf(report).filter((row) => {
    const [, bench] = COMMAND.exec(row) ?? [];
    isApart = bench === undefined ? isApart && row.includes(SAME_RUN) : !OF_THE_RUN.includes(bench);
    return isApart;
  });
}

function budgetsOf(report: string): readonly string[] {
  const table = report.slice(Math.max(0, report.indexOf(BUDGETS)));
  return table.slice(0, table.indexOf('\n\n')).split('\n').slice(2);
}

function afterBudgets(report: string, rows: readonly string[]): string {
  const end = report.indexOf('\n\n', report.indexOf(BUDGETS));
  return [report.slice(0, end), ...rows].join('\n') + report.slice(end);
}
