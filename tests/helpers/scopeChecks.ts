import type { Finding, Source } from './architecture.ts';

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
const ofModules = ({ path }: Source) => path.startsWith('server/modules/') && !path.endsWith('.test.ts');

/** Routes that may write as the server itself, with the reason. */
const systemRoutes: Readonly<Record<string, string>> = {
  'server/modules/people/people.routes.ts': 'set-up makes the first administrators: nobody is there yet to look',
};

/** Statements that the server runs by itself over the telemetry of all projects, with the reason. */
const systemStatements: Readonly<Record<string, string>> = {
  'server/modules/values/windows.sql.ts': 'automatic values are counted by the server: nobody is there to look',
};

/** A route asks the database through its caller's eyes: the one of its input, never one that it was given at the start. */
export const ownedDatabases = (sources: readonly Source[]): Finding[] =>
  sources
    .filter((source) => ofModules(source) && source.path.endsWith('.routes.ts') && !(source.path in systemRoutes))
    .flatMap(({ path, text }) => {
      const [found] = /\b(Database|Runner|Door|AccessRouteDeps|deps\.db)\b/.exec(withoutComments(text)) ?? [];
      return found === undefined ? [] : [{ path, what: `takes ${found}: use the db of its input` }];
    });

/** Telemetry has no row security: modules read it by the views of the schema `scoped`. */
export const bareTelemetry = (sources: readonly Source[]): Finding[] =>
  sources
    .filter((source) => ofModules(source) && source.path.endsWith('.sql.ts') && !(source.path in systemStatements))
    .flatMap(({ path, text }) => {
      const [found] =
        /\b(from|join|into|update)\s+(only\s+)?(public\.)?(readings\w*|camera_events|device_status|\$\{source\})/i.exec(
          withoutComments(text),
        ) ?? [];
      return found === undefined ? [] : [{ path, what: `${found}: telemetry is read by scoped.*` }];
    });
