import { expect, test } from '@jest/globals';
import { dcatUsMapping } from '../../../../../../cli/import/formats/dcat-us/map-dcat-us.js';

const map = (identifier: string) => dcatUsMapping('dcat-us')({ identifier, accessLevel: 'public', title: 'Birds', publisher: { name: 'Wetlands' } });

test('an identifier that is an id of the catalog is the record', () => {
  expect(map('urn:ucat:id:310000-DS-0000000123-P')).toMatchObject({ outcome: 'RECORD', record: { id: '310000-DS-0000000123-P' } });
});

test('what becomes of a record that has more than a data.json can say is noted, of that record only', () => {
  expect(map('310000-DS-0000000123-P')).toMatchObject({ notes: ['a data.json carries no items, no grade and one language: what the record known by its id had beyond that is removed'] });
  expect(map('birds')).not.toHaveProperty('notes');
});

test('an id with a mistyped character is told, and no record is made of it', () => {
  expect(map('urn:ucat:id:310000-DS-0000000132-P')).toMatchObject({ outcome: 'REJECTED', identifier: null, problems: [{ field: 'identifier', rule: 'CHECK_CHARACTER', message: expect.stringContaining('should be') }] });
});

test('an identifier of another form is the source', () => {
  expect(map('https://data.example.gov/birds')).toMatchObject({ outcome: 'RECORD', record: { sources: [{ system: 'dcat-us', identifier: 'https://data.example.gov/birds' }] } });
});
