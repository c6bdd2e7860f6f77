import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { rawRoutes } from '../../contracts/rest.ts';
import { withPermission } from '../access/guard.ts';

/** The documentation page hides its icon sheet by one style attribute; this hash allows exactly that one, there only. */
const PAGE_STYLE = "'unsafe-hashes' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

/** Collects the route schemas. To be called before any route is registered. */
export async function collectOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '玄武区项目绩效指挥中心',
        version: '1',
        description: '会话凭 xw_session Cookie;错误为 RFC 9457。',
      },
    },
  });
}

/** /api/openapi.json, and a page to read and try it at /api/docs, from our own files only. */
export async function registerDocs(app: FastifyInstance): Promise<void> {
  const { path, permission } = rawRoutes.openApi;
  app.get(path, { schema: { hide: true }, config: { permission } }, async () => app.swagger());
  await withPermission(app, permission, async (scope) =>
    scope.register(swaggerUi, {
      routePrefix: '/api/docs',
      uiConfig: { docExpansion: 'list', deepLinking: true },
      transformStaticCSP: (policy) => policy.replace("style-src 'self'", `style-src 'self' ${PAGE_STYLE}`),
    }),
  );
}
