import { expect, test } from '@jest/globals';
import { failedAnswer } from '../../../../gateway/services/failed-answer.js';

const error = { message: 'gone', extensions: { code: 'INDEX_UNAVAILABLE' } };

test('each field that was asked is null with the error at its own path', () => {
  expect(failedAnswer('query ($no: Boolean!) { search { total } s: suggest(prefix: "a") { text } coverage @include(if: $no) { total } }', { no: false }, error)).toEqual({
    data: { search: null, s: null },
    errors: [{ ...error, path: ['search'] }, { ...error, path: ['s'] }],
  });
});

test('fields in fragments are asked for as those outside', () => {
  const query = 'query ($a: Boolean!, $b: Boolean!) { ... on Query @include(if: $a) { search { total } ...More } ... on Query @skip(if: $a) { coverage { total } } } fragment More on Query { suggest(prefix: "a") @include(if: $b) { text } }';
  expect(failedAnswer(query, { a: true, b: true }, error)).toEqual({ data: { search: null, suggest: null }, errors: [{ ...error, path: ['search'] }, { ...error, path: ['suggest'] }] });
});

test('entities are as many nulls as were asked, each with the error', () => {
  expect(failedAnswer('query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Authority { url } } }', { representations: [{}, {}] }, error)).toEqual({
    data: { _entities: [null, null] },
    errors: [{ ...error, path: ['_entities', 0] }, { ...error, path: ['_entities', 1] }],
  });
});
