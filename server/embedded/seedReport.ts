import type { Settings } from './stack.ts';

/** What the seed says in its last line: who can sign in, and where the wall is. */
export interface SeedReport {
  readonly people: readonly { readonly loginName: string; readonly name: string; readonly password?: string }[];
  readonly wallPath?: string;
}

/** Reads the seed's line; a seed that says nothing leaves an empty report rather than stop the demo. */
export function readSeedReport(line: string): SeedReport {
  try {
    const read = JSON.parse(line) as Partial<SeedReport>;
    const people = Array.isArray(read.people) ? read.people : [];
    return typeof read.wallPath === 'string' ? { people, wallPath: read.wallPath } : { people };
  } catch {
    return { people: [] };
  }
}

/** The closing words of the demo. */
export function signInLines(report: SeedReport, address: string, settings: Settings): string[] {
  const people = report.people.map(({ loginName, name, password }) =>
    password === undefined
      ? `  账号 ${loginName}(${name},密码见首次启动时的输出)`
      : `  账号 ${loginName}  密码 ${password}  (${name})`,
  );
  return [
    '',
    '玄武区项目绩效指挥中心(演示数据)已就绪',
    `  大屏  ${address}${report.wallPath ?? '/wall'}`,
    `  管理  ${address}/`,
    ...people,
    `  设备接入  mqtt://${settings.mqttHost}:${settings.mqttPort}`,
    `  数据与日志  ${settings.dataDir}`,
    '按 Ctrl-C 停止。',
  ];
}
