import { expect, it } from 'vitest';
import { deviceMark, networkOf } from './devices.rules.ts';

it.each([
  ['10.1.2.3', '10.1.2.*'],
  ['::ffff:10.1.2.3', '10.1.2.*'],
  ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2:*'],
  ['2001:db8::1', '2001:db8:0:0:*'],
  ['::1', '0:0:0:0:*'],
  [null, ''],
])('the network of %s is %s', (address, network) => expect(networkOf(address)).toBe(network));

it('knows a browser again after its update, and not from another network or system', () => {
  const chrome = (version: number, system: string) => `Mozilla/5.0 (${system}) Chrome/${version}.0 Safari/537.36`;
  const known = deviceMark(chrome(141, 'Windows NT 10.0'), '10.1.2.3');
  expect(deviceMark(chrome(142, 'Windows NT 10.0'), '10.1.2.99')).toBe(known);
  expect(deviceMark(chrome(142, 'Windows NT 10.0'), '10.1.3.3')).not.toBe(known);
  expect(deviceMark(chrome(142, 'Linux; Android 14'), '10.1.2.3')).not.toBe(known);
});
