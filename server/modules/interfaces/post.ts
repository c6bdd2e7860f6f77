import { retryAfterOf, type Outcome } from './outbox.rules.ts';

export interface Answer extends Outcome {
  readonly ms: number;
  /** The first characters of the answer. */
  readonly answer: string | null;
  /** Why nobody answered. */
  readonly trouble: string | null;
}

/** As much of an answer as is kept. */
const KEPT_BYTES = 500;

/** The beginning of an answer; the rest is not waited for. */
async function beginningOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const parts: Uint8Array[] = [];
  for (let bytes = 0; bytes < KEPT_BYTES;) {
    const { value } = await reader.read();
    if (value === undefined) break;
    parts.push(value);
    bytes += value.length;
  }
  await reader.cancel().catch(() => undefined);
  // What no text can hold in the database is left out.
  return Buffer.concat(parts).subarray(0, KEPT_BYTES).toString().replaceAll('\0', '');
}

const troubleOf = (error: unknown): string => {
  const { name, code, cause } = error as { name?: string; code?: string; cause?: { code?: string; message?: string } };
  if (name === 'TimeoutError') return '超时未应答';
  return cause?.code ?? code ?? cause?.message ?? name ?? '连接失败';
};

/** Posts JSON. Redirections are not followed: an address that is allowed leads to no other. Never throws. */
export async function postJson(
  address: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<Answer> {
  const startedAt = performance.now();
  const elapsed = (): number => Math.round(performance.now() - startedAt);
  try {
    const response = await fetch(address, {
      ...{ method: 'POST', body, redirect: 'manual' },
      headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'xuanwu-performance', ...headers },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const retryAfterMs = retryAfterOf(response.headers.get('retry-after'));
    // A status is an answer, even if the rest of it never comes.
    const answer = await beginningOf(response).catch(() => null);
    return { status: response.status, retryAfterMs, ms: elapsed(), answer, trouble: null };
  } catch (error) {
    return { status: null, retryAfterMs: null, ms: elapsed(), answer: null, trouble: troubleOf(error) };
  }
}
