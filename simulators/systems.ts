import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ListedProject } from '../contracts/rest/projects.ts';
import type { DecisionMessage, OutboxBody, Receipt } from '../contracts/interfaces.ts';
import { decides, isAway, mailOf, type Payee } from './systems.rules.ts';
import type { SystemsFile } from './systemsFile.ts';
import { words } from './words.ts';

export interface SystemsOptions {
  readonly server: string;
  /** Where the systems listen. */
  readonly port: number;
  readonly secrets: SystemsFile;
  readonly seed: number;
  /** Between two messages of finance. */
  readonly everyMs: number;
  /** Of this project alone; of every one under construction where none is named. */
  readonly project?: string;
  readonly say: (line: string) => void;
}

const FIRST_MS = 20_000;
/** How long a person in OA thinks. */
const THINK_MS = 20_000;
const AGAIN_MS = 10_000;
const TOLERANCE_S = 300;

const isSigned = (headers: IncomingMessage['headers'], body: string, secret: string, nowMs: number): boolean => {
  const [id, at] = [String(headers['webhook-id']), Number(headers['webhook-timestamp'])];
  if (!(Math.abs(nowMs / 1000 - at) <= TOLERANCE_S)) return false;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const wanted = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .some((one) => {
      const given = Buffer.from(one.replace('v1,', ''), 'base64');
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    });
};

/** Finance, OA and asset management as other systems see us: by REST, keys and signed posts, and nothing else. */
export class Systems {
  private readonly startedAt = Date.now();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly seen = new Set<string>();
  private readonly listener: Server;
  private turn = 0;
  private posts = 0;

  constructor(private readonly options: SystemsOptions) {
    this.listener = createServer((request, answer) => this.receive(request, answer));
    this.listener.on('error', (error) => options.say(words.systemsDeaf(error.message)));
  }

  open(): void {
    this.listener.listen(this.options.port, '127.0.0.1');
    this.later(FIRST_MS, () => this.pay());
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.listener.closeAllConnections();
    this.listener.close();
  }

  private later(ms: number, work: () => void | Promise<void>): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void Promise.resolve()
        .then(work)
        .catch((error: Error) => this.options.say(words.systemsTrouble(error.message)));
    }, ms);
    this.timers.add(timer);
  }

  private async ask<T>(
    method: 'GET' | 'POST',
    path: string,
    key: string,
    body?: { readonly number: string },
  ): Promise<T> {
    const answer = await fetch(`${this.options.server}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
    return (await answer.json()) as T;
  }

  /** Sends until it is taken: the number makes the same message count once. */
  private async send(path: string, key: string, body: { readonly number: string }): Promise<void> {
    try {
      const receipt = await this.ask<Receipt>('POST', path, key, body);
      this.options.say(words.systemsSent(body.number, receipt.sentence));
    } catch (error) {
      this.options.say(words.systemsTrouble((error as Error).message));
      this.later(AGAIN_MS, () => this.send(path, key, body));
    }
  }

  private async pay(): Promise<void> {
    const { secrets, seed, everyMs, project } = this.options;
    this.later(everyMs, () => this.pay());
    const path = `/api/projects?limit=500${project === undefined ? '' : `&text=${encodeURIComponent(project)}`}`;
    const { rows } = await this.ask<{ rows: ListedProject[] }>('GET', path, secrets.financeKey);
    const projects: Payee[] = rows.filter(({ id }) => project === undefined || id === project);
    const mail = mailOf(this.turn, projects, { seed, startedAt: this.startedAt }, Date.now());
    this.turn += 1;
    if (mail) await this.send(`/api/v1/interfaces/finance/${mail.path}`, secrets.financeKey, mail.body);
  }

  private receive(request: IncomingMessage, answer: ServerResponse): void {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const [status, said] = this.take(request, body);
      answer.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(said);
    });
  }

  private take({ url, headers }: IncomingMessage, body: string): [status: number, said: string] {
    const { secrets, seed } = this.options;
    const secret = url === '/assets' ? secrets.assetsSecret : url === '/oa' ? secrets.oaSecret : undefined;
    if (secret === undefined) return [404, 'not found'];
    if (!isSigned(headers, body, secret, Date.now())) return [401, 'bad signature'];
    this.posts += 1;
    if (url === '/assets' && isAway(seed, this.posts)) return [503, '系统维护中，请稍后再试'];
    const id = String(headers['webhook-id']);
    if (this.seen.has(id)) return [200, '已收到（重复）'];
    this.seen.add(id);
    const message = JSON.parse(body) as OutboxBody;
    this.options.say(words.systemsTook(message.type, id));
    if (message.type === 'approval.requested') this.later(THINK_MS, () => this.decide(message));
    return [200, '已收到'];
  }

  private async decide({ data }: OutboxBody): Promise<void> {
    const people = data['people'] as readonly { readonly loginName: string }[];
    const [approvalId, passes] = [Number(data['approvalId']), Number(data['passes'])];
    const [person] = people;
    if (person === undefined) return;
    const decision = decides(this.options.seed, approvalId, passes);
    const body: DecisionMessage = {
      ...{ number: `OA-${approvalId}-${passes}-${this.startedAt}`, approvalId, passes, decision },
      ...{ loginName: person.loginName, opinion: decision === 'approve' ? '同意。' : '资料不全，请补充后重新提交。' },
    };
    await this.send('/api/v1/interfaces/oa/decisions', this.options.secrets.oaKey, body);
  }
}
