import { describe, expect, it } from 'vitest';
import { backendMessage, simpleQuery } from './pgReplies.ts';
import { startsCopyFromStdin, statementName, withOwnStatementName } from './pgStatements.ts';

const wire = (type: string, body: string) => ({ type, raw: backendMessage(type, Buffer.from(body, 'latin1')) });
const bodyOf = (type: string, body: string) =>
  withOwnStatementName(wire(type, body), 'c7_').raw.subarray(5).toString('latin1');
const query = (sql: string) => startsCopyFromStdin({ type: 'Q', raw: simpleQuery(sql) });

describe('statement names', () => {
  it('get the prefix of their connection wherever they stand', () => {
    expect(bodyOf('P', 'q\0select 1\0\0\0')).toBe('c7_q\0select 1\0\0\0');
    expect(bodyOf('B', 'portal\0q\0rest\0bytes')).toBe('portal\0c7_q\0rest\0bytes');
    expect(bodyOf('D', 'Sq\0')).toBe('Sc7_q\0');
    expect(bodyOf('C', 'Sq\0')).toBe('Sc7_q\0');
  });

  it('leave unnamed statements, portals and other messages alone', () => {
    for (const [type, body] of [
      ['P', '\0select 1\0\0\0'],
      ['B', '\0\0\0\0'],
      ['D', 'Pportal\0'],
      ['E', 'portal\0\0\0\0\0'],
      ['S', ''],
    ] as const) {
      expect(bodyOf(type, body)).toBe(body);
    }
    expect(statementName(wire('E', 'portal\0\0\0\0\0'))).toBeUndefined();
  });
});

describe('startsCopyFromStdin', () => {
  it('finds it in queries and in prepared statements', () => {
    expect(query('copy t from stdin')).toBe(true);
    expect(query('COPY t (a, b)\n FROM STDIN with (format csv)')).toBe(true);
    expect(query('begin; /* load */ copy t from stdin;')).toBe(true);
    expect(query('/* a /* nested */ comment */ copy t from /* here */ stdin')).toBe(true);
    expect(query("select e'it\\'s'; copy t from stdin; select 'x'")).toBe(true);
    expect(query("insert into t values ('a;b'); copy t from stdin")).toBe(true);
    expect(startsCopyFromStdin(wire('P', 'n\0copy t from stdin binary\0\0\0'))).toBe(true);
  });

  it('does not take other statements for it', () => {
    expect(query('copy t to stdout')).toBe(false);
    expect(query("select 'copy t from stdin'")).toBe(false);
    expect(query('select 1 -- ; copy t from stdin')).toBe(false);
    expect(query('select $x$;copy t from stdin$x$')).toBe(false);
    expect(query('select "; copy t from stdin" from copies')).toBe(false);
    expect(startsCopyFromStdin(wire('B', '\0copy t from stdin\0'))).toBe(false);
  });
});
