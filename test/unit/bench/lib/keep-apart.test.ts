import { expect, test } from '@jest/globals';
import { keepApart } from '../../../../bench/lib/keep-apart.js';

const report = (rows: readonly string[], sections: readonly string[]): string => `# Results

| | budget | measured | met |
|---|---|---|---|
${rows.join('\n')}

${sections.join('\n\n')}
`;

test('a new report takes over the rows and sections of benches that a full run leaves out', () => {
  const former = report(
    ['| query | ≥ 2 × | 1 × | no |', '| start (`node dist/bench/start-up.js`) | ≤ 15 s | 9 s | yes |', '| painted (`node dist/bench/pages.js`) | ≤ 1 s | 0.4 s | yes |', '| shift (the same run) | 0 | 0 | yes |'],
    ['## Index\n\nold', '## Soak\n\n| process |\n|---|\n| index |'],
  );
  const fresh = report(['| query | ≥ 2 × | 3 × | yes |'], ['## Index\n\nnew']);
  expect(keepApart(former, fresh)).toBe(
    report(
      ['| query | ≥ 2 × | 3 × | yes |', '| painted (`node dist/bench/pages.js`) | ≤ 1 s | 0.4 s | yes |', '| shift (the same run) | 0 | 0 | yes |'],
      ['## Index\n\nnew', '## Soak\n\n| process |\n|---|\n| index |'],
    ),
  );
});

test('where there was none, it is the report', () => {
  const fresh = report(['| query | ≥ 2 × | 3 × | yes |'], ['## Index\n\nnew']);
  expect(keepApart('', fresh)).toBe(fresh);
});
