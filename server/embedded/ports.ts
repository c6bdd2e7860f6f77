import { createServer } from 'node:net';

/** Throws, in one sentence that names the variable to set, when the port cannot be listened on. */
export async function assertPortFree(port: number, host: string, variable: string): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      const server = createServer();
      server.once('error', reject);
      server.listen({ port, host, exclusive: true }, () => server.close(() => resolve()));
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new Error(`端口 ${port} 已被占用,请设置 ${variable} 换一个端口`);
    if (code === 'EACCES') throw new Error(`没有权限使用端口 ${port},请设置 ${variable} 换一个端口`);
    if (code === 'EADDRNOTAVAIL') throw new Error(`本机没有地址 ${host},无法监听端口 ${port}`);
    throw error;
  }
}

/** Reads a port from the environment; names the variable when it is not one. */
export function portFrom(text: string | undefined, fallback: number, variable: string): number {
  const port = text === undefined || text === '' ? fallback : Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Error(`${variable} 应为 1 到 65535 之间的端口号,现为 ${text ?? ''}`);
}
