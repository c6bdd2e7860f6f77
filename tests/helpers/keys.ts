import type { IssuedApiKey, NewApiKey } from '../../contracts/apiKeys.ts';
import type { PendingChange } from '../../contracts/changes.ts';
import type { Problem } from '../../contracts/errors.ts';
import { Caller, type AccessApp, type Settlement } from './accessApp.ts';

/** A key of another system, made by one administrator and confirmed by another. */
export async function issueKey({ security, system }: Settlement, wish: Partial<NewApiKey>): Promise<IssuedApiKey> {
  const made = await security.ask<IssuedApiKey>('POST', '/api/api-keys', {
    ...{ name: '财政系统', permissions: ['projects.read'], organisationCode: '320102', requestsPerMinute: 6000 },
    ...{ expiresAt: Date.now() + 90 * 86_400_000, ...wish },
  });
  const proposal = { input: { keyId: made.body.row.id }, reason: '接入' };
  const { body } = await security.ask<PendingChange>('POST', '/api/changes/api-key-activate', proposal);
  await system.ask('POST', `/api/changes/${body.id}/confirm`, {});
  return made.body;
}

/** That system: no cookies, its key. */
export const withKey = ({ app }: AccessApp, key: string) => {
  const caller = new Caller(app);
  return <T = Problem>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: object,
    headers: Record<string, string> = {},
  ) => caller.ask<T & Problem>(method, url, body, { authorization: `Bearer ${key}`, ...headers });
};
