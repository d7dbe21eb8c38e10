import { expect, test } from '@jest/globals';
import { failureStatus } from '../../../../../gateway/http/pages/failure-status.js';

test.each([
  [undefined, 503, { 'retry-after': '30' }],
  [{ code: 'INDEX_UNAVAILABLE' }, 503, { 'retry-after': '30' }],
  [{ code: 'RATE_LIMITED', retryAfterSeconds: 7 }, 429, { 'retry-after': '7' }],
  [{ code: 'UNKNOWN_AUTHORITY' }, 404, {}],
  [{ code: 'RECORD_RETIRED' }, 410, {}],
  [{ code: 'BAD_CURSOR' }, 400, {}],
  // Nobody is told to come back for what a limit of this gateway refuses each time.
  [{ code: 'OPERATION_TOO_LARGE' }, 500, {}],
])('%j is told as %d', (extensions, status, headers) => {
  expect(failureStatus({ extensions })).toEqual({ status, headers });
});
