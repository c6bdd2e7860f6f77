import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressList, isAllowedAddress, originsOf, wrongOrigins, wrongRanges } from './addresses.ts';

describe('an allow-list of addresses', () => {
  it('allows everybody while it is empty', () => {
    expect(['10.0.0.1', '::1', ''].map(addressList(' '))).toEqual([true, true, true]);
  });

  it.each([
    ['10.1.0.0/16', '10.1.255.3', true],
    ['10.1.0.0/16', '10.2.0.3', false],
    ['10.1.0.0/16', '::ffff:10.1.0.9', true],
    ['10.1.0.0/16', '::ffff:10.2.0.9', false],
    ['192.168.7.9', '192.168.7.9', true],
    ['192.168.7.9', '192.168.7.8', false],
    ['10.0.0.0/8, fd00::/8', 'fd12::7', true],
    ['10.0.0.0/8, fd00::/8', 'fe80::7', false],
    ['10.0.0.0/8', '', false],
    ['10.0.0.0/8', 'unknown', false],
    ['0.0.0.0/0', '203.0.113.7', true],
  ])('%s and %s: %s', (list, address, allowed) => {
    expect(addressList(list)(address)).toBe(allowed);
  });

  it('agrees with the bits of the address', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), fc.integer({ min: 0, max: 32 }), (base, asked, bits) => {
        const bitsOf = (address: string) =>
          address
            .split('.')
            .map((part) => Number(part).toString(2).padStart(8, '0'))
            .join('')
            .slice(0, bits);
        expect(addressList(`${base}/${bits}`)(asked)).toBe(bitsOf(base) === bitsOf(asked));
      }),
    );
  });

  it('names what is no range', () => {
    expect(wrongRanges('10.0.0.0/8, fd00::/8 127.0.0.1')).toEqual([]);
    for (const wrong of ['10.0.0.0/33', '10.0.0', 'host', '10.0.0.0/', '10.0.0.0/8/8', '::1/129', 'fe80::1%eth0'])
      expect(wrongRanges(`10.0.0.0/8,${wrong}`)).toEqual([wrong]);
  });
});

describe('a list of origins', () => {
  it('names what is no origin', () => {
    expect(wrongOrigins('https://oa.example.gov.cn, http://10.1.2.3:8080')).toEqual([]);
    expect(originsOf('')).toEqual([]);
    for (const wrong of [
      'oa.example.gov.cn',
      'https://oa.example.gov.cn/',
      'ftp://oa.example.gov.cn',
      'https://a/b',
      'file:///etc',
    ])
      expect(wrongOrigins(`https://a.cn,${wrong}`)).toEqual([wrong]);
  });
  it.each([
    ['https://oa.example.gov.cn/hook?x=1', true],
    ['https://OA.example.gov.cn:443/hook', true],
    ['http://oa.example.gov.cn/hook', false],
    ['https://oa.example.gov.cn:8443/hook', false],
    ['https://oa.example.gov.cn.evil.example/', false],
    ['https://oa.example.gov.cn@evil.example/', false],
    ['https://user:word@oa.example.gov.cn/', false],
    ['http://169.254.169.254/latest', false],
    ['no address', false],
  ])('lets %s pass: %s', (address, allowed) => {
    expect(isAllowedAddress(address, ['https://oa.example.gov.cn'])).toBe(allowed);
  });
});
