import { describe, expect, test } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import { addressOf, takesGzip, wantedOf } from '../../../../../gateway/http/pages/send-page.js';

describe('an address', () => {
  test('is read before and behind its first question mark: a query may have more of them', () => {
    expect(addressOf({ url: '/?q=what?&lang=en' })).toEqual({ path: '/', query: 'q=what?&lang=en' });
    expect(addressOf({ url: '/figures' })).toEqual({ path: '/figures', query: '' });
    expect(addressOf({ url: '/?' })).toEqual({ path: '/', query: '' });
  });

  test('says the language behind words with a question mark too', () => {
    expect(wantedOf({ url: '/?q=what?&lang=en', headers: {} } as IncomingMessage).lang).toBe('EN');
  });
});

test.each([
  [undefined, false],
  ['gzip, deflate, br', true],
  ['*', true],
  ['br', false],
  ['gzip;q=0', false],
  ['*, gzip;q=0', false],
])('who accepts %j as encodings takes gzip: %j', (accepted, expected) => {
  expect(takesGzip({ headers: accepted === undefined ? {} : { 'accept-encoding': accepted } })).toBe(expected);
});
