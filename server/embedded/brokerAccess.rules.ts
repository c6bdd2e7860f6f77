import { filterCovers, filtersOverlap, topicMatches } from './mqttTopics.rules.ts';

/** A password as Mosquitto 2 stores it: PBKDF2 over SHA-512. */
export interface StoredPassword {
  readonly iterations: number;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

export type TopicRight = 'read' | 'write' | 'readwrite' | 'deny';

export interface TopicRule {
  readonly right: TopicRight;
  readonly filter: string;
}

/** Everything the two files say. Names come from a file, so maps, not objects. */
export interface AccessTable {
  readonly passwords: ReadonlyMap<string, StoredPassword>;
  readonly rules: ReadonlyMap<string, readonly TopicRule[]>;
  /** `pattern` lines: for every user, with %u for the user name and %c for the client id. */
  readonly patterns: readonly TopicRule[];
}

/** Derives `length` bytes; injected so that these rules stay free of I/O and thread pools. */
export type DeriveKey = (password: Buffer, salt: Buffer, iterations: number, length: number) => Promise<Buffer>;

/** Mosquitto's default is 101; a file asking for millions would only slow the broker down. */
const MOST_ITERATIONS = 1_000_000;
const RULE_LINE = /^(topic|pattern)\s+(?:(readwrite|read|write|deny)\s+)?(\S.*)$/;

/** Reads Mosquitto's password file; a line that is not understood lets nobody in. */
export function parsePasswords(text: string): Map<string, StoredPassword> {
  const passwords = new Map<string, StoredPassword>();
  for (const line of text.split(/\r?\n/)) {
    const at = line.indexOf(':');
    if (at <= 0 || line.startsWith('#')) continue;
    const [empty, kind, rounds, salt, hash, ...rest] = line
      .slice(at + 1)
      .trim()
      .split('$');
    const iterations = Number(rounds);
    if (empty !== '' || kind !== '7' || !salt || !hash || rest.length > 0) continue;
    if (!Number.isInteger(iterations) || iterations < 1 || iterations > MOST_ITERATIONS) continue;
    const stored = { iterations, salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') };
    if (stored.hash.length === 64) passwords.set(line.slice(0, at), stored);
  }
  return passwords;
}

/** Reads Mosquitto's access control file. Rules before the first `user` line are for anonymous clients: there are none. */
export function parseRules(text: string): Pick<AccessTable, 'rules' | 'patterns'> {
  const rules = new Map<string, TopicRule[]>();
  const patterns: TopicRule[] = [];
  let current: TopicRule[] | undefined;
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    const user = /^user\s+(\S.*)$/.exec(line)?.[1];
    if (user !== undefined) {
      current = rules.get(user) ?? [];
      rules.set(user, current);
      continue;
    }
    const found = RULE_LINE.exec(line);
    if (!found?.[3]) continue;
    const rule: TopicRule = { right: (found[2] as TopicRight | undefined) ?? 'readwrite', filter: found[3] };
    if (found[1] === 'pattern') patterns.push(rule);
    else current?.push(rule);
  }
  return { rules, patterns };
}

/** True when the password is the stored one. */
export async function isPassword(given: Buffer, stored: StoredPassword, derive: DeriveKey): Promise<boolean> {
  const hash = await derive(given, stored.salt, stored.iterations, stored.hash.length);
  let difference = hash.length ^ stored.hash.length;
  // Every byte is looked at, so that the time taken says nothing about how much was right.
  for (let index = 0; index < stored.hash.length; index += 1) {
    difference |= (hash[index] ?? 0) ^ (stored.hash[index] ?? 0);
  }
  return difference === 0;
}

/** The rules that hold for one user's client. */
export function rulesFor(table: AccessTable, user: string, clientId: string): readonly TopicRule[] {
  // A name with a wildcard or a slash in it would widen the pattern.
  const isPlain = !/[+#/]/.test(user + clientId);
  const own = isPlain ? table.patterns : [];
  const filled = own.map((rule) => ({
    ...rule,
    filter: rule.filter.replace(/%[uc]/g, (sign) => (sign === '%u' ? user : clientId)),
  }));
  return [...(table.rules.get(user) ?? []), ...filled];
}

/** May these rules publish to the topic? */
export function mayPublish(rules: readonly TopicRule[], topic: string): boolean {
  if (rules.some((rule) => rule.right === 'deny' && topicMatches(rule.filter, topic))) return false;
  return rules.some((rule) => allows(rule, 'write') && topicMatches(rule.filter, topic));
}

/** May these rules subscribe to the filter, that is, read everything it can bring? */
export function maySubscribe(rules: readonly TopicRule[], filter: string): boolean {
  if (rules.some((rule) => rule.right === 'deny' && filtersOverlap(rule.filter, filter))) return false;
  return rules.some((rule) => allows(rule, 'read') && filterCovers(rule.filter, filter));
}

function allows(rule: TopicRule, wanted: 'read' | 'write'): boolean {
  return rule.right === 'readwrite' || rule.right === wanted;
}
