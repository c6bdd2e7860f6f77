import { ApiKey, IssuedApiKey, NewApiKey } from '../apiKeys.ts';
import { byId, list, Nothing, routes } from './route.ts';

/** Keys for other systems. */
export const apiKeysRoutes = routes({
  listApiKeys: {
    method: 'GET',
    path: '/api/api-keys',
    permission: 'api-keys.manage',
    summary: '接口密钥清单',
    reply: list(ApiKey),
  },
  createApiKey: {
    method: 'POST',
    path: '/api/api-keys',
    permission: 'api-keys.manage',
    verb: 'api-key.create',
    summary: '发放接口密钥;密钥只在应答中出现一次',
    body: NewApiKey,
    reply: IssuedApiKey,
  },
  revokeApiKey: {
    method: 'DELETE',
    path: '/api/api-keys/:id',
    permission: 'api-keys.manage',
    verb: 'api-key.revoke',
    summary: '撤销接口密钥',
    params: byId,
    reply: Nothing,
  },
});
