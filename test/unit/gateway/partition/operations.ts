import fc from 'fast-check';
import type { RouterRequest } from '../../../../gateway/partition/partition-router.js';

/** Selections on each type, with aliases, arguments, fragments, conditions and links down to `depth`. */
export function selectionOn(type: 'Dataset' | 'Organization' | 'Standard' | 'Record', depth: number): fc.Arbitrary<string> {
  const leaves = fc.constantFrom('id', '__typename', 'title', 'en: title(lang: EN)', 'chosen: title(lang: $lang)', 'version', 'titles { lang text }', 'kindless: __typename', 'key: id');
  if (depth <= 0) return fc.array(leaves, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));
  const condition = fc.constantFrom('', '', '', ' @include(if: $yes)', ' @skip(if: $yes)', ' @include(if: $no)');
  const field = (name: string, target: 'Dataset' | 'Organization' | 'Standard'): fc.Arbitrary<string> =>
    fc.tuple(fc.constantFrom('', `x_${name}: `), condition, selectionOn(target, depth - 1)).map(([alias, when, inner]) => `${alias}${name}${when} { version ${inner} }`);
  const links = {
    Dataset: [field('owner', 'Organization'), field('conformsTo', 'Standard'), field('derivedFrom', 'Dataset')],
    Organization: [field('parent', 'Organization')],
    Standard: [field('supersedes', 'Standard'), field('owner', 'Organization')],
    Record: [],
  };
  const narrower = type === 'Record' ? (['Dataset', 'Organization', 'Standard'] as const) : ([type, 'Record'] as const);
  const fragment = (inner: typeof type): fc.Arbitrary<string> => fc.tuple(condition, selectionOn(inner, depth - 1)).map(([when, text]) => `... on ${inner}${when} { ${text} }`);
  const pieces = [leaves, ...links[type], ...narrower.map(fragment), type === 'Dataset' ? fc.constant('...DatasetFragment') : leaves];
  return fc.array(fc.oneof(...pieces), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '));
}

/** Operations over several root fields, with variables, fragments and conditions. @param anyId ids to ask for, bad ones too. @param datasetId ids of datasets */
export const operationsOver = (anyId: fc.Arbitrary<string>, datasetId: fc.Arbitrary<string>): fc.Arbitrary<RouterRequest & { variables: Record<string, unknown> }> => fc
  .record({
    records: fc.array(fc.tuple(anyId, selectionOn('Record', 3)), { maxLength: 2 }),
    datasets: fc.array(fc.tuple(datasetId, selectionOn('Dataset', 3)), { maxLength: 2 }),
    variable: selectionOn('Dataset', 2),
    fragment: selectionOn('Dataset', 1).map((text) => text.replaceAll('...DatasetFragment', 'version')),
    id: datasetId,
    lang: fc.constantFrom('ZH', 'EN'),
    yes: fc.boolean(),
  })
  .map(({ records: many, datasets, variable, fragment, id, lang, yes }) => ({
    query: `query ($id: ID!, $lang: Lang, $yes: Boolean!, $no: Boolean = false) {
      ${many.map(([one, text], index) => `r${String(index)}: record(id: "${one}") { ${text} }`).join('\n')}
      ${datasets.map(([one, text], index) => `d${String(index)}: dataset(id: "${one}") { ${text} }`).join('\n')}
      ... on Query { v: dataset(id: $id) { ${variable} ...DatasetFragment } }
      twice: dataset(id: $id) @include(if: $no) { owner { title(lang: $lang) } }
      twice: dataset(id: $id) @include(if: $yes) { owner { version } }
    } fragment DatasetFragment on Dataset { ${fragment} }`,
    variables: { id, lang, yes },
  }));
