import { parseTilePath, tilePath, tileWidth } from '../../../../schema/merkle/index.js';

describe('paths of tiles', () => {
  it.each([
    ['0/067', { level: 0, index: 67, width: 256, isEntries: false }],
    ['1/x001/067', { level: 1, index: 1067, width: 256, isEntries: false }],
    ['0/x001/x234/067.p/9', { level: 0, index: 1234067, width: 9, isEntries: false }],
    ['entries/000.p/255', { level: 0, index: 0, width: 255, isEntries: true }],
  ])('%s', (path, tile) => {
    expect(parseTilePath(path)).toEqual(tile);
    expect(tilePath(tile)).toBe(path);
  });

  it.each(['', '0', '0/67', '0/x000/067', '0/001/067', '00/067', '0/067.p/0', '0/067.p/256', '0/067.p/257', '0/067.p/01', 'entries', '-1/000', '0/000/', '../0/000'])('%j is none', (path) => {
    expect(parseTilePath(path)).toBeNull();
  });

  it('are as wide as the tree is large', () => {
    expect([0, 1, 256, 300, 512].map((size) => tileWidth({ level: 0, index: 1 }, size))).toEqual([0, 0, 0, 44, 256]);
    expect([255, 256, 65_536, 100_000].map((size) => tileWidth({ level: 1, index: 0 }, size))).toEqual([0, 1, 256, 256]);
  });
});
