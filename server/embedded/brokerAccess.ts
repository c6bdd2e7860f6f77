import { pbkdf2 } from 'node:crypto';
import { readFileSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isPassword, mayPublish, maySubscribe, parsePasswords, parseRules, rulesFor } from './brokerAccess.rules.ts';
import type { AccessTable, DeriveKey } from './brokerAccess.rules.ts';

export const PASSWORD_FILE = 'passwd';
export const RULES_FILE = 'acl';

const deriveSha512 = promisify(pbkdf2);
const derive: DeriveKey = (password, salt, iterations, length) =>
  deriveSha512(password, salt, iterations, length, 'sha512');

/** Editors and exporters touch a file several times; one reading after the last touch is enough. */
const SETTLE_MS = 100;
/** Watching is lost on network and some overlay file systems; looking at the times costs two stat calls. */
const LOOK_EVERY_MS = 2_000;

/** Who may connect and what they may publish and read, as the two files in a directory say at this moment. */
export class BrokerAccess {
  private table: AccessTable = { passwords: new Map(), rules: new Map(), patterns: [] };
  private stamp = '';

  constructor(private readonly directory: string) {
    this.reload();
  }

  /** True when name and password are right. A file changed a moment ago counts already. */
  async isKnown(user: string, password: Buffer): Promise<boolean> {
    if (await this.verify(user, password)) return true;
    return this.reload() && (await this.verify(user, password));
  }

  /** May the user's client publish to the topic? */
  mayPublish(user: string, clientId: string, topic: string): boolean {
    return mayPublish(rulesFor(this.table, user, clientId), topic);
  }

  /** May the user's client subscribe to the filter? */
  maySubscribe(user: string, clientId: string, filter: string): boolean {
    return maySubscribe(rulesFor(this.table, user, clientId), filter);
  }

  /** Everything that holds for a user as one string: when it changes, the user's connections are cut. */
  fingerprint(user: string): string {
    const stored = this.table.passwords.get(user);
    const secret = stored ? `${stored.iterations}.${stored.salt.toString('hex')}.${stored.hash.toString('hex')}` : '';
    return JSON.stringify([secret, this.table.rules.get(user) ?? [], this.table.patterns]);
  }

  /** Calls `onChange` after the files changed and were read again. Returns the function that stops looking. */
  follow(onChange: () => void): () => void {
    let settling: NodeJS.Timeout | undefined;
    const look = (): void => {
      clearTimeout(settling);
      settling = setTimeout(() => {
        if (this.reload()) onChange();
      }, SETTLE_MS);
    };
    const watcher = watch(this.directory, look);
    watcher.on('error', () => watcher.close());
    const timer = setInterval(() => {
      if (this.stampOfFiles() !== this.stamp) look();
    }, LOOK_EVERY_MS);
    return () => {
      watcher.close();
      clearInterval(timer);
      clearTimeout(settling);
    };
  }

  private async verify(user: string, password: Buffer): Promise<boolean> {
    const stored = this.table.passwords.get(user);
    return stored !== undefined && isPassword(password, stored, derive);
  }

  /** Reads both files when they changed. A file missing for a moment (being replaced) changes nothing. */
  private reload(): boolean {
    const stamp = this.stampOfFiles();
    if (stamp === this.stamp || stamp.includes('missing')) return false;
    const passwords = parsePasswords(readFileSync(join(this.directory, PASSWORD_FILE), 'utf8'));
    this.table = { passwords, ...parseRules(readFileSync(join(this.directory, RULES_FILE), 'utf8')) };
    this.stamp = stamp;
    return true;
  }

  private stampOfFiles(): string {
    const stamps = [PASSWORD_FILE, RULES_FILE].map((name) => {
      const found = statSync(join(this.directory, name), { throwIfNoEntry: false });
      return found ? `${found.ino}:${found.mtimeMs}:${found.size}` : 'missing';
    });
    return stamps.join(' ');
  }
}
