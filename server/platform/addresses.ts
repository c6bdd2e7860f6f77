import { BlockList, isIP } from 'node:net';

/** Parts of a list separated by commas or blanks. */
const partsOf = (text: string): string[] => text.split(/[\s,]+/).filter((part) => part !== '');

const familyOf = (address: string) => (isIP(address) === 4 ? 'ipv4' : 'ipv6');

/** `10.1.0.0/16`, `fd00::/8` or a single address; undefined for anything else. */
function parseRange(text: string): { readonly address: string; readonly bits: number } | undefined {
  const [address = '', length, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || address.includes('%') || rest.length > 0) return undefined;
  const most = version === 4 ? 32 : 128;
  const bits = length === undefined ? most : Number(length);
  const isWhole = length === undefined || /^\d{1,3}$/.test(length);
  return isWhole && bits <= most ? { address, bits } : undefined;
}

/** Parts of an allow-list that are no address and no range of addresses. */
export const wrongRanges = (text: string): string[] => partsOf(text).filter((part) => parseRange(part) === undefined);

/** Whether an address is on a list. */
export type AddressList = (address: string) => boolean;

/**
 * An allow-list out of CIDR ranges. An empty list allows everybody; `::ffff:10.1.2.3` is 10.1.2.3.
 * What is no address at all (an unknown peer) is on no list.
 */
export function addressList(text: string): AddressList {
  const ranges = partsOf(text).flatMap((part) => parseRange(part) ?? []);
  if (ranges.length === 0) return () => true;
  const list = new BlockList();
  for (const { address, bits } of ranges) list.addSubnet(address, bits, familyOf(address));
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address));
}

/** Origins (`https://host:port`) that an operator lists. @returns the parts that are none */
export const wrongOrigins = (text: string): string[] => partsOf(text).filter((part) => originOf(part) !== part);
export const originsOf = (text: string): string[] => partsOf(text).flatMap((part) => originOf(part) ?? []);
function originOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : undefined;
}

/** Whether an address lies under one of the listed origins. Names and passwords in it are refused. */
export function isAllowedAddress(address: string, origins: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, username, password } = new URL(address);
  return username === '' && password === '' && origins.includes(origin);
}
