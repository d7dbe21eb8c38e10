import { expect, test } from '@jest/globals';
import { threadFile } from '../../../../../subgraphs/search/index/worker-search-index.js';

test("a thread's module is found under a path with spaces and Chinese characters", () => {
  expect(threadFile('reader-thread.js', 'file:///opt/%E7%9B%AE%E5%BD%95%20x/worker-search-index.js')).toBe('/opt/目录 x/worker/reader-thread.js');
});
