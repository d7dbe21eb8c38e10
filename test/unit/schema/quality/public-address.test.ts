import { describe, expect, test } from '@jest/globals';
import { isPublicAddress } from '../../../../schema/quality/public-address.js';

describe('an address that can work for everybody', () => {
  test.each(['https://data.sh.gov.cn/1', 'http://数据.中国/1', 'ftp://ftp.nmic.cn', 'https://user@a.cn:8443/x?y#z', 'http://223.5.5.5/x', 'http://10.gov.cn/', 'https://[2400:3200::1]/', 'HTTPS://A.CN'])('%s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each(['', 'data.sh.gov.cn', 's3://bucket/key', 'file:///c:/x', 'http://', 'http://intranet/x', 'http://10.1.2.3/', 'http://172.16.0.1:8080', 'http://192.168.0.9/', 'http://127.0.0.1', 'http://169.254.1.1', 'http://[::1]/', 'http://[fd00::1]/', 'http://localhost:8080/', 'http://x.local/', 'https://example.org/1', 'https://data.example.com', 'http://portal.test/'])('but not %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
