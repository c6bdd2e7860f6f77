import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** A real OpenID provider on this machine that lets in whoever gives a name; its forms are driven by `signInThere`. */
export class OpenIdProvider {
  private constructor(
    readonly issuer: string,
    private readonly server: Server,
  ) {}

  static async start(redirectUri: string): Promise<OpenIdProvider> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = { client_id: 'xuanwu', client_secret: 'a secret of the test', redirect_uris: [redirectUri] };
    const provider = new Provider(issuer, {
      clients: [client],
      pkce: { required: () => true },
      cookies: { keys: ['of the test'] },
      features: { devInteractions: { enabled: true } },
    });
    const handle = provider.callback();
    server.on('request', (request, response) => void handle(request, response));
    return new OpenIdProvider(issuer, server);
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(() => done()));
  }
}

/**
 * Goes through the provider's pages as a browser does: follows, logs in under this name, consents.
 * @returns the address that the provider sends the browser back to
 */
export async function signInThere(from: string, login: string): Promise<string> {
  const jar = new Map<string, string>();
  const visit = async (url: string, form?: Record<string, string>): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await fetch(url, {
      redirect: 'manual',
      headers: { ...(cookie && { cookie }) },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of reply.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return reply;
  };
  const { origin } = new URL(from);
  let url = from;
  for (let step = 0; step < 12; step += 1) {
    const reply = await visit(url);
    if (reply.status >= 300 && reply.status < 400) {
      url = new URL(reply.headers.get('location') ?? '', url).href;
      if (!url.startsWith(origin)) return url;
      continue;
    }
    const page = await reply.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '';
    const action = /action="([^"]+)"/.exec(page)?.[1];
    if (action === undefined) throw new Error(`the provider answers ${reply.status}: ${page.slice(0, 400)}`);
    const answered = await visit(new URL(action, url).href, {
      prompt,
      ...(prompt === 'login' && { login, password: 'x' }),
    });
    url = new URL(answered.headers.get('location') ?? '', url).href;
    if (!url.startsWith(origin)) return url;
  }
  throw new Error('the provider sends in circles');
}
