import { nameAgent } from '../../contracts/agents.ts';

/** The network an address belongs to: /24 of IPv4, /64 of IPv6. Whoever moves to another desk is no stranger. */
export function networkOf(address: string | null): string {
  if (address === null) return '';
  const ipv4 = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/i.exec(address)?.[1];
  if (ipv4 !== undefined) return `${ipv4}.*`;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const behind = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - groups.length - behind.length) }, () => '0');
  return `${[...groups, ...zeros, ...behind].slice(0, 4).join(':')}:*`;
}

/** What makes a device known again: browser, system and network, without versions. */
export const deviceMark = (agent: string | null, address: string | null): string =>
  `${nameAgent(agent)}|${networkOf(address)}`;
