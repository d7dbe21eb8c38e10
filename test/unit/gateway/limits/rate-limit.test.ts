import { describe, expect, test } from '@jest/globals';
import { clientAddress } from '../../../../gateway/limits/client-address.js';
import { tokenBuckets } from '../../../../gateway/limits/token-buckets.js';

describe('a bucket of tokens', () => {
  test('lets so many through at once, then as they come back, each key for itself', () => {
    let now = 0;
    const take = tokenBuckets({ perMinute: 60, burst: 3, now: () => now });
    expect([take('a'), take('a'), take('a'), take('a'), take('b')]).toEqual([0, 0, 0, 1_000, 0]);
    now = 400;
    expect(take('a')).toBe(600);
    now = 1_000;
    expect([take('a'), take('a')]).toEqual([0, 1_000]);
    now = 1_000_000;
    expect([take('a'), take('a'), take('a'), take('a')]).toEqual([0, 0, 0, 1_000]);
  });

  test('remembers no more keys than it is told', () => {
    const take = tokenBuckets({ perMinute: 60, burst: 1, keys: 2, now: () => 0 });
    expect([take('a'), take('b'), take('c'), take('a'), take('a')]).toEqual([0, 0, 0, 0, 1_000]);
  });
});

describe('the address of a client', () => {
  const of = (remoteAddress: string | undefined, forwarded?: string, proxies = 0): string | null => clientAddress({ socket: { remoteAddress }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }, proxies);

  test('is the one of its connection, of IPv6 its network of 64 bits', () => {
    expect(of('203.0.113.9')).toBe('203.0.113.9');
    expect(of('::ffff:203.0.113.9')).toBe('203.0.113.9');
    expect(of('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect([of('2001:db8::1'), of('2001:0db8:0:0::2'), of('fe80::1%eth0')]).toEqual(['2001:db8:0:0::/64', '2001:db8:0:0::/64', 'fe80:0:0:0::/64']);
  });

  test('is none for this machine itself', () => {
    expect([of('127.0.0.1'), of('::1'), of('::ffff:127.0.0.1')]).toEqual([null, null, null]);
  });

  test('is what the last proxies say where there are some; what stands before theirs anybody can write', () => {
    expect(of('127.0.0.1', '1.1.1.1, 203.0.113.9', 1)).toBe('203.0.113.9');
    expect(of('127.0.0.1', '1.1.1.1, 203.0.113.9, 10.0.0.1', 2)).toBe('203.0.113.9');
    expect(of('198.51.100.7', '203.0.113.9')).toBe('198.51.100.7');
    expect(of('198.51.100.7', 'nonsense', 1)).toBe('unknown');
  });
});
