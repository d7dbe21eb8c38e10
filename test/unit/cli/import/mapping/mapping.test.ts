import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BadMapping, compileMapping, type MappedLine } from '../../../../../cli/import/mapping/mapping.js';
import type { Value } from '../../../../../cli/import/mapping/value.js';

type Node = Readonly<Record<string, unknown>>;

/** What a mapping with these field rules makes of a line. */
const mapped = (record: Node, line: Node, more: Node = {}): MappedLine =>
  compileMapping({ system: 'test', identifier: { value: '1' }, record, ...more })({ ...line } as Value);

const fields = (record: Node, line: Node): unknown => {
  const result = mapped(record, line);
  if (result.outcome !== 'RECORD') throw new Error(JSON.stringify(result));
  return Object.fromEntries(Object.entries(result.record).filter(([field]) => field !== 'kind' && field !== 'sources'));
};

/** The value that one rule gives, seen through a list field. */
const valuesOf = (rule: unknown, line: Node): unknown => (fields({ keywords: rule }, line) as { keywords?: unknown }).keywords;
const valueOf = (rule: unknown, line: Node): unknown => (fields({ license: rule }, line) as { license?: unknown }).license;
const problemsOf = (rule: unknown, line: Node) => {
  const result = mapped({ license: rule }, line);
  return result.outcome === 'REJECTED' ? result.problems : [];
};

describe('a mapping as a whole', () => {
  test('makes a record and its owner from a line, each with its source', () => {
    const document = {
      system: 'portal.example',
      identifier: 'id',
      owner: { identifier: 'office.name', titles: { zh: 'office.name', en: 'office.english' }, homepage: 'office.site' },
      record: {
        titles: { zh: 'name' },
        themes: { path: 'theme', table: { 水: 'environment' } },
        distributions: { each: 'files', accessURL: 'url', format: 'type', byteSize: 'size' },
        temporal: { start: 'from', end: 'until' },
        bbox: 'box',
      },
    };
    const line = { id: 7, name: '水位', theme: '水', from: '2001', office: { name: '水务局', english: '' }, files: { a: { url: 'u', type: 'CSV', size: '12' }, b: { url: 'v' } }, box: [1, '2', 3, 4] };
    expect(compileMapping(document)(line)).toEqual({
      outcome: 'RECORD',
      identifier: '7',
      record: {
        kind: 'DATASET',
        titles: [{ lang: 'zh', text: '水位' }],
        themes: ['environment'],
        distributions: [{ accessURL: 'u', format: 'CSV', byteSize: 12 }, { accessURL: 'v' }],
        temporal: { start: '2001' },
        bbox: [1, 2, 3, 4],
        sources: [{ system: 'portal.example', identifier: '7' }],
      },
      owner: {
        identifier: '水务局',
        record: { kind: 'ORGANIZATION', titles: [{ lang: 'zh', text: '水务局' }], sources: [{ system: 'portal.example/owners', identifier: '水务局' }] },
      },
    });
  });

  test('leaves a line out where the mapping says so, with its reason', () => {
    const skip = [{ when: { path: 'gone', is: true }, because: 'withdrawn by its publisher' }];
    expect(mapped({}, { gone: true }, { skip })).toEqual({ outcome: 'SKIPPED', because: 'withdrawn by its publisher' });
    expect(mapped({}, { gone: false }, { skip })).toMatchObject({ outcome: 'RECORD' });
  });

  test('rejects a line without an identifier, of its own or of its owner', () => {
    expect(mapped({}, {}, { identifier: 'id' })).toMatchObject({ outcome: 'REJECTED', identifier: null, problems: [{ field: 'identifier', rule: 'REQUIRED' }] });
    expect(mapped({}, {}, { owner: { identifier: 'office' } })).toMatchObject({ outcome: 'REJECTED', identifier: '1', problems: [{ field: 'owner.identifier', rule: 'REQUIRED' }] });
  });

  test('says all that is wrong with a line at once, each at the field that the node would name', () => {
    const record = { frequency: { path: 'f', table: { daily: 'DAILY' } }, issued: { path: 'd', date: 'YYYY/MM/DD' }, distributions: { each: 'files', accessURL: { path: 'url', url: true } } };
    expect(mapped(record, { f: 'now and then', d: '2017/02/30', files: [{ url: 'http://a.example' }, { url: 'gone' }] })).toEqual({
      outcome: 'REJECTED',
      identifier: '1',
      problems: [
        { field: 'frequency', value: 'now and then', rule: 'TABLE', message: "Expected a word of the mapping's table: add it there, or an `otherwise`." },
        { field: 'issued', value: '2017/02/30', rule: 'DATE_FORMAT', message: 'Expected a date written YYYY/MM/DD.' },
        { field: 'distributions[1].accessURL', value: 'gone', rule: 'URL', message: 'Expected a web address, as such or in a link.' },
      ],
    });
  });

  test('never throws, and gives the same for the same line', () => {
    const mapping = compileMapping({
      system: 'test',
      identifier: { first: ['id', { text: '{a.b}/{c}' }] },
      skip: [{ when: { any: [{ path: 'a', matches: '^x' }, { not: { path: 'b', exists: false } }] }, because: 'x' }],
      owner: { identifier: { path: ['c', 'd.e'], plain: true }, titles: { zh: 'c' } },
      record: {
        titles: { zh: 'a', en: { path: 'b', clean: true, limit: 5 } },
        keywords: { all: ['a', { path: 'b', split: [',', '、'], without: '^\\d+$' }] },
        issued: { path: 'c', date: ['YYYY', 'YYYY-MM-DD HH:mm'], zone: '+08:00' },
        distributions: { each: 'a', where: { path: '.', exists: true }, title: '.', accessURL: { path: '$.c', url: true, take: 1 }, byteSize: 'b' },
        bbox: 'd',
      },
    });
    const line = fc.dictionary(fc.constantFrom('id', 'a', 'b', 'c', 'd'), fc.jsonValue({ maxDepth: 3 }));
    fc.assert(
      fc.property(line, (value) => {
        const first = mapping(value as Value);
        expect(mapping(value as Value)).toEqual(first);
        if (first.outcome === 'REJECTED') expect(first.problems.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('where a rule takes its value from', () => {
  test('a path: into objects, through lists, to keys with dots', () => {
    expect(valueOf('a.b', { a: { b: 'x' } })).toBe('x');
    expect(valuesOf('a.b', { a: [{ b: 'x' }, { b: 'y' }, {}] })).toEqual(['x', 'y']);
    expect(valueOf('a\\.b', { 'a.b': 'x', a: { b: 'y' } })).toBe('x');
    expect(valueOf('toString', {})).toBeUndefined();
  });

  test('the first path that has a value: blank texts and empty lists have none', () => {
    expect(valueOf({ path: ['a', 'b', 'c', 'd'] }, { a: null, b: ' ', c: [], d: 'x' })).toBe('x');
  });

  test('a constant, a template, alternatives, all together', () => {
    expect(valueOf({ value: 'x' }, {})).toBe('x');
    expect(valueOf({ text: 'https://a.example/{id}/{n}?x' }, { id: 'p', n: 3 })).toBe('https://a.example/p/3?x');
    expect(valueOf({ text: '{id}/{n}' }, { id: 'p' })).toBeUndefined();
    expect(valueOf({ first: ['a', { path: 'b' }, { value: 'c' }] }, { b: 'x' })).toBe('x');
    expect(valuesOf({ all: ['a', 'b', 'c'] }, { a: ['x', 'y'], b: 'y', c: null })).toEqual(['x', 'y']);
  });

  test('a later alternative makes good what was wrong with an earlier one', () => {
    const rule = { first: [{ path: 'a', date: 'YYYY' }, { path: 'b', date: 'YYYY' }] };
    expect(valueOf(rule, { a: 'soon', b: '1999' })).toBe('1999');
    expect(problemsOf(rule, { a: 'soon', b: 'late' })).toMatchObject([{ value: 'soon' }, { value: 'late' }]);
  });

  test('numbers and booleans are written as texts; objects and several values are a mistake', () => {
    expect(valueOf('a', { a: 0 })).toBe('0');
    expect(valueOf('a', { a: false })).toBe('false');
    expect(valueOf('a', { a: ['x'] })).toBe('x');
    expect(problemsOf('a', { a: ['x', 'y'] })).toMatchObject([{ field: 'license', rule: 'SHAPE', value: '["x","y"]' }]);
    expect(problemsOf('a', { a: { b: 1 } })).toMatchObject([{ rule: 'SHAPE' }]);
  });
});

describe('conditions', () => {
  test.each<[string, unknown, boolean]>([
    ['is one of', { path: 'a', is: ['x', 'y'] }, true],
    ['is a number', { path: 'n', is: 3 }, true],
    ['some element is', { path: 'l', is: 'q' }, true],
    ['is not there', { path: 'z', is: 'x' }, false],
    ['matches', { path: 'a', matches: '^Y$' }, true],
    ['exists', { path: 'a', exists: true }, true],
    ['does not', { path: 'z', exists: false }, true],
    ['a blank does not', { path: 'blank', exists: true }, false],
    ['all', { all: [{ path: 'a', is: 'y' }, { path: 'n', is: 4 }] }, false],
    ['any', { any: [{ path: 'a', is: 'y' }, { path: 'n', is: 4 }] }, true],
    ['not', { not: { path: 'a', is: 'y' } }, false],
  ])('%s', (_, when, holds) => {
    expect(valueOf({ value: 'x', when }, { a: 'y', n: 3, l: ['p', 'q'], blank: '' })).toBe(holds ? 'x' : undefined);
  });

  test('in blocks: where chooses elements, $ is the line', () => {
    const distributions = [{ each: 'files', where: { path: 'url', exists: true }, accessURL: 'url', title: '$.name' }, { where: { path: 'api', exists: true }, accessURL: 'api' }];
    expect(fields({ distributions }, { name: 'N', files: [{ url: 'u' }, {}, { url: 'v' }] })).toEqual({ distributions: [{ accessURL: 'u', title: 'N' }, { accessURL: 'v', title: 'N' }] });
    expect(fields({ distributions }, { api: 'w' })).toEqual({ distributions: [{ accessURL: 'w' }] });
  });
});

describe('steps', () => {
  test('split, without, take', () => {
    expect(valuesOf({ path: 'a', split: ['、', ','] }, { a: '水位、流量, 雨量、 、水位' })).toEqual(['水位', '流量', '雨量']);
    expect(valuesOf({ path: 'a', without: '^\\d+$' }, { a: ['2', '年报'] })).toEqual(['年报']);
    expect(valuesOf({ path: 'a', take: 2 }, { a: ['x', 'y', 'z'] })).toEqual(['x', 'y']);
    expect(valueOf({ path: 'a', take: 1 }, { a: ['x', 'y'] })).toBe('x');
  });

  test('table: exactly, or without regard to case', () => {
    expect(valueOf({ path: 'a', table: { daily: 'DAILY' } }, { a: ' daily ' })).toBe('DAILY');
    expect(valueOf({ path: 'a', table: { Daily: 'DAILY' }, caseless: true }, { a: 'dAILY' })).toBe('DAILY');
    expect(problemsOf({ path: 'a', table: { Daily: 'DAILY' } }, { a: 'daily' })).toMatchObject([{ rule: 'TABLE', value: 'daily' }]);
    expect(valueOf({ path: 'a', table: {}, otherwise: 'UNKNOWN' }, { a: 'constructor' })).toBe('UNKNOWN');
  });

  test('a table drops what it has no word for only where told, and otherwise covers silence too', () => {
    const rule = { first: [{ path: 'a', table: { x: 'X' }, otherwise: null }, { value: 'other' }] };
    expect(valuesOf(rule, { a: ['x', 'q'] })).toEqual(['X']);
    expect(valuesOf(rule, { a: ['q'] })).toEqual(['other']);
    expect(valueOf({ path: 'a', otherwise: 'none' }, {})).toBe('none');
  });

  test('patterns: the first that fits, with its groups', () => {
    const rule = { path: 'a', patterns: { 'not updated': 'NEVER', 'updated (\\w+)': 'says $1' } };
    expect(valueOf(rule, { a: 'It is NOT updated daily.' })).toBe('NEVER');
    expect(valueOf(rule, { a: 'Updated daily.' })).toBe('says daily');
    expect(problemsOf(rule, { a: 'fresh' })).toMatchObject([{ rule: 'PATTERNS' }]);
  });

  test.each([
    ['2017/05/22', 'YYYY/MM/DD', undefined, '2017-05-22'],
    ['2017/5/2', 'YYYY/MM/DD', undefined, '2017-05-02'],
    ['2017/05/22 20:26', 'YYYY/MM/DD HH:mm', undefined, '2017-05-22'],
    ['2017/05/22 20:26', 'YYYY/MM/DD HH:mm', '+08:00', '2017-05-22T12:26:00.000Z'],
    ['2017-05-22T20:26:05', 'YYYY-MM-DDTHH:mm:ss', '+00:00', '2017-05-22T20:26:05.000Z'],
    ['2017年5月', 'YYYY年MM月', undefined, '2017-05'],
    ['2017', 'YYYY', undefined, '2017'],
    ['29.02.2016', 'DD.MM.YYYY', undefined, '2016-02-29'],
  ])('date: %s by %s in zone %s', (text, format, zone, date) => {
    expect(valueOf({ path: 'a', date: format, ...(zone && { zone }) }, { a: text })).toBe(date);
  });

  test.each(['2017/02/29', '2017/13/01', '2017/00/10', '2017/05/22 25:00', '2017/05', '17/05/22', ''])('date: %p is none', (text) => {
    const rule = { path: 'a', date: ['YYYY/MM/DD', 'YYYY/MM/DD HH:mm'], zone: '+08:00' };
    expect(valueOf({ ...rule, otherwise: null }, { a: text })).toBeUndefined();
    expect(problemsOf(rule, { a: text }).length).toBe(text === '' ? 0 : 1);
  });

  test.each([
    ['https://a.example/b?c=d#e', 'https://a.example/b?c=d#e'],
    ['[The site](http://a.example/b)', 'http://a.example/b'],
    ['<a href="https://a.example/?x=1&y=2" target="_blank">here</a>', 'https://a.example/?x=1&y=2'],
    ['<a href=http://1.2.3.4/b.asp?T=J>http://1.2.3.4/b.asp?T=J</a>', 'http://1.2.3.4/b.asp?T=J'],
    ['http://a.example/年報 1.pdf', 'http://a.example/%E5%B9%B4%E5%A0%B1%201.pdf'],
    ['https://a.example/x, https://b.example/y', 'https://a.example/x'],
    ['See https://a.example/x.', 'https://a.example/x'],
  ])('url: the address in %s', (text, address) => {
    expect(valueOf({ path: 'a', url: true }, { a: text })).toBe(address);
  });

  test.each(['www', 'file.csv', 'ftp://a.example/x', 'http://', '[a](b)'])('url: there is none in %s', (text) => {
    expect(problemsOf({ path: 'a', url: true }, { a: text })).toMatchObject([{ rule: 'URL', value: text }]);
  });

  test('plain, clean, limit', () => {
    expect(valueOf({ path: 'a', plain: true }, { a: 'By [NOAA](http://a.example) &amp;\n <b>others</b>' })).toBe('By NOAA & others');
    expect(valueOf({ path: 'a', clean: true }, { a: 'a\u009d\u0000b\tc\n\u{20000}' })).toBe('ab\tc\n\u{20000}');
    expect(valueOf({ path: 'a', limit: 4 }, { a: 'abcdef' })).toBe('abc…');
    expect(valueOf({ path: 'a', limit: 4 }, { a: 'ab\u{20000}cd' })).toBe('ab…');
    expect(valueOf({ path: 'a', limit: 4 }, { a: 'abcd' })).toBe('abcd');
  });

  test('are taken in their own order, whatever the order in the file', () => {
    const rule = { limit: 9, table: { x: 'long enough to be cut' }, path: 'a', split: ',' };
    expect(valuesOf(rule, { a: 'x,x' })).toEqual(['long eno…']);
  });
});

describe('a mapping that is wrong', () => {
  const messageOf = (document: unknown): string => {
    try {
      compileMapping(document);
    } catch (error) {
      if (error instanceof BadMapping) return error.message;
      throw error;
    }
    return '';
  };
  const valid = { system: 'test', identifier: 'id', record: {} };

  test.each<[Node | null, string]>([
    [null, 'the file: expected an object with the keys system, kind, identifier, skip, record, owner but got null.'],
    [{ ...valid, system: undefined }, 'system: expected a name for the source, of letters, digits and . : / - but got nothing.'],
    [{ ...valid, kind: 'TABLE' }, 'kind: expected one of DATASET, DATA_SERIES, DATA_SERVICE, STANDARD, ORGANIZATION, DATA_PRODUCT, USE_CASE, DEMAND, COMPUTE_FACILITY but got "TABLE".'],
    [{ ...valid, identifier: undefined }, 'identifier: expected a rule for what the source knows it by but got nothing.'],
    [{ ...valid, records: {} }, 'records: expected no such key; there are system, kind, identifier, skip, record, owner but got "records".'],
    [{ ...valid, record: { title: 'a' } }, 'record.title: expected no such key; there are titles,'],
    [{ ...valid, record: { titles: 'a' } }, 'record.titles: expected language tags, each with its rule but got "a".'],
    [{ ...valid, record: { titles: { zh: { path: 'a', valeu: 'b' } } } }, 'record.titles.zh.valeu: expected no such key;'],
    [{ ...valid, record: { license: {} } }, 'record.license: expected exactly one of path, value, text, first, all but got [].'],
    [{ ...valid, record: { license: { path: 'a', value: 'b' } } }, 'record.license: expected exactly one of path, value, text, first, all but got ["path","value"].'],
    [{ ...valid, record: { license: { path: 3 } } }, 'record.license.path: expected a path or a list of paths but got 3.'],
    [{ ...valid, record: { license: { first: [] } } }, 'record.license.first: expected a list of rules but got [].'],
    [{ ...valid, record: { license: { first: ['a', { pth: 'b' }] } } }, 'record.license.first[1].pth: expected no such key;'],
    [{ ...valid, record: { license: { path: 'a', patterns: { '(': 'x' } } } }, 'record.license.patterns.(: expected a regular expression (Invalid regular expression'],
    [{ ...valid, record: { license: { path: 'a', date: 'DD.MM.' } } }, 'record.license.date: expected a format such as YYYY/MM/DD HH:mm, or a list of them but got "DD.MM.".'],
    [{ ...valid, record: { license: { path: 'a', date: 'YYYY', zone: 'CST' } } }, 'record.license.zone: expected a zone such as +08:00 but got "CST".'],
    [{ ...valid, record: { license: { path: 'a', caseless: true } } }, 'record.license.caseless: expected it beside table but got true.'],
    [{ ...valid, record: { license: { path: 'a', take: 0 } } }, 'record.license.take: expected how many values to take, from 1 but got 0.'],
    [{ ...valid, record: { license: { path: 'a', when: { path: 'b' } } } }, 'record.license.when: expected one of the tests is, matches, exists but got {}.'],
    [{ ...valid, record: { distributions: { each: 'a', accesURL: 'b' } } }, 'record.distributions.accesURL: expected no such key; there are each, where, title,'],
    [{ ...valid, record: { temporal: { from: 'a' } } }, 'record.temporal.from: expected no such key; there are start, end'],
    [{ ...valid, owner: { titles: { zh: 'a' } } }, 'owner.identifier: expected a rule for what the source knows it by but got nothing.'],
    [{ ...valid, skip: [{ when: { path: 'a', exists: 'yes' } }] }, 'skip[0].because: expected the reason, as it is reported but got nothing.'],
    [{ ...valid, skip: [{ when: { path: 'a', exists: 'yes' }, because: 'x' }] }, 'skip[0].when.exists: expected true or false but got "yes".'],
  ])('%#: is refused with the key that is wrong', (document, message) => {
    expect(messageOf(document)).toContain(message);
  });

  test('all at once', () => {
    expect(messageOf({ ...valid, kind: 'X', record: { a: 1, b: 2 } }).split('\n')).toHaveLength(3);
  });
});

