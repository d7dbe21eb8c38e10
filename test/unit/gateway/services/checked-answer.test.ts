import { describe, expect, test } from '@jest/globals';
import { checkedAnswer, MisformedAnswer } from '../../../../gateway/services/checked-answer.js';
import type { TransportAnswer } from '../../../../subgraphs/kit/transport/transport.js';

const ENTITIES = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on Dataset { stations { code } ...Rest } } } fragment Rest on Dataset { mine: level }';
const two = { representations: [{ __typename: 'Dataset', id: '1' }, { __typename: 'Dataset', id: '2' }] };
const check = (answer: TransportAnswer) => JSON.parse(JSON.stringify(checkedAnswer('ecology', ENTITIES, two, answer))) as TransportAnswer;

describe('the answer of a subgraph of somebody else’s', () => {
  test('keeps what was asked for, in its order', () => {
    const entities = [{ __typename: 'Dataset', stations: [{ code: 'a' }], mine: 1 }, null];
    expect(check({ data: { _entities: entities } })).toEqual({ data: { _entities: entities } });
  });

  test('says nothing of fields that it was not asked for: they are somebody else’s', () => {
    expect(check({ data: { _entities: [{ stations: null, title: 'another title', level: 7 }, JSON.parse('{ "__proto__": { "title": "x" } }')] } })).toEqual({ data: { _entities: [{ stations: null }, {}] } });
  });

  test.each<[string, TransportAnswer]>([
    ['a shorter list', { data: { _entities: [null] } }],
    ['a longer list', { data: { _entities: [null, null, null] } }],
    ['no list', { data: { _entities: 'all' } }],
    ['nothing', { data: {} }],
    ['a refusal', { errors: [{ message: 'no' }] }],
    ['null', { data: null }],
  ])('is none where it is %s', (_, answer) => {
    expect(() => check(answer)).toThrow(MisformedAnswer);
  });

  test('what is no record is null', () => {
    expect(check({ data: { _entities: ['text', [{}]] } })).toEqual({ data: { _entities: [null, null] } });
  });

  test('tells its errors with our codes and whose they are, and its insides to nobody', () => {
    const { errors } = check({
      data: { _entities: [null, null] },
      errors: [
        { message: 'boom at /srv/secret.js', path: ['_entities', 0, 'stations'], extensions: { code: 'INTERNAL_SERVER_ERROR', stacktrace: ['secret'] } },
        { message: 'There is no such record.', path: ['_entities', 1], extensions: { code: 'RECORD_NOT_FOUND', secret: 1 } },
      ],
    });
    expect(errors).toEqual([
      { message: 'The subgraph "ecology" failed.', path: ['_entities', 0, 'stations'], extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'ecology', retryable: false } },
      { message: 'There is no such record.', path: ['_entities', 1], extensions: { code: 'RECORD_NOT_FOUND', subgraph: 'ecology' } },
    ]);
  });

  test('root fields it was asked for and did not answer are null; others are not taken', () => {
    const query = 'query ($no: Boolean = false) { a: station { code } b: station { code } c: station @include(if: $no) { code } }';
    expect(checkedAnswer('ecology', query, { no: false }, { data: { a: { code: 'x' }, c: { code: 'y' }, d: 1 } })).toEqual({ data: Object.assign(Object.create(null), { a: { code: 'x' }, b: null }) });
  });
});
