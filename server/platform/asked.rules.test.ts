import { expect, it } from 'vitest';
import { mayBeAsked } from './asked.rules.ts';

it('lets a request read and write rows', () => {
  for (const text of [
    'select 1',
    '\n  with a as (select 1) select * from a',
    '(select 1) union select 2',
    'insert into t values ($1)',
    'UPDATE t set a = 1',
    'delete from t',
    'set local role xw_reach_street',
  ])
    expect(mayBeAsked(text), text).toBe(true);
});

it('lets it do nothing else to the connection it has', () => {
  for (const text of [
    'reset role',
    'reset all',
    'set role postgres',
    'set local role none',
    'set local role xw_reach_all; reset role',
    'set session authorization default',
    "set local xw.viewer = 'person:1'",
    '/* select */ reset role',
    '-- select\nreset role',
    'do $$ begin reset role; end $$',
    'copy people to stdout',
    'call run_job(1)',
    'commit',
    'begin',
    'selection',
    '',
  ])
    expect(mayBeAsked(text), text).toBe(false);
});
