import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffState, type Delta, type RoomState, type Snapshot } from '../../contracts/live.ts';
import { awaitSnapshot, takeDelta, takeSnapshot, unjoined, type Cursor, type Step } from './sequence.rules.ts';

/** A server reduced to what matters here: an epoch, a number and a state that only grows by deltas. */
class ModelServer {
  epoch = 0;
  number = 0;
  state = stateOf(0, {});

  change(total: number, site: string | null): Delta {
    const sites = { ...this.state.sites };
    const known = Object.keys(sites);
    if (site !== null) sites[site] = { ...siteRow, code: site, devices: total };
    else if (known[0] !== undefined) delete sites[known[0]];
    const next = stateOf(total, sites);
    const patch = diffState(this.state, next) ?? {};
    this.state = next;
    this.number += 1;
    return { room: 'district', epoch: `e${this.epoch}`, number: this.number, at: this.number, patch };
  }
  snapshot(): Snapshot {
    return { room: 'district', epoch: `e${this.epoch}`, number: this.number, at: this.number, state: this.state };
  }
  restart(): void {
    this.epoch += 1;
    this.number = 0;
  }
}

const siteRow = {
  name: '工地',
  streetCode: '320102002000',
  projectId: null,
  lon: 118.8,
  lat: 32.05,
  online: 0,
  exceedances: 0,
  lastAt: null,
};
const stateOf = (total: number, sites: RoomState['sites']): RoomState =>
  ({
    area: { code: '320102', name: '玄武区', site: { devices: { total } } },
    streets: {},
    sites,
    devices: {},
    feed: [],
  }) as unknown as RoomState;

const happening = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      total: fc.nat(50),
      site: fc.option(fc.constantFrom('S-1', 'S-2', 'S-3')),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('deliver' as const, 'repeat' as const, 'lose' as const),
      pick: fc.nat(100),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('answer' as const, 'lose-answer' as const, 'restart' as const) }),
  },
);

describe('sequence', () => {
  it('ends in the server state after any order, loss, repetition or restart', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (story) => {
        const server = new ModelServer();
        const wire: Delta[] = [];
        const answers: Snapshot[] = [];
        let cursor: Cursor = unjoined;
        const join = (): void => {
          cursor = awaitSnapshot(cursor);
          answers.push(server.snapshot());
        };
        const take = (step: Step): void => {
          cursor = step.cursor;
          if (step.mustRejoin) join();
        };
        join();
        for (const event of story) {
          if (event.do === 'change') wire.push(server.change(event.total, event.site));
          else if (event.do === 'restart') server.restart();
          else if (event.do === 'answer' || event.do === 'lose-answer') {
            const answer = answers.shift();
            if (answer && event.do === 'answer') take(takeSnapshot(cursor, answer));
            else if (answer) join();
          } else if ('pick' in event && wire.length > 0) {
            const [delta] = wire.splice(event.pick % wire.length, 1);
            if (delta === undefined || event.do === 'lose') continue;
            take(takeDelta(cursor, delta));
            if (event.do === 'repeat') take(takeDelta(cursor, delta));
          }
          // What is on the screen is never a mixture: it is some state or nothing.
          if (cursor.state !== null) expect(Object.keys(cursor.state)).toContain('area');
        }
        // The link is sound again: one change comes through, joins are answered.
        take(takeDelta(cursor, server.change(99, 'S-1')));
        for (let i = 0; i < 5 && cursor.isAwaiting; i += 1) {
          answers.length = 0;
          join();
          take(takeSnapshot(cursor, answers.pop() ?? server.snapshot()));
        }
        expect(cursor.state).toEqual(server.state);
        expect(cursor.number).toBe(server.number);
      }),
      { numRuns: 500 },
    );
  });

  it('lays deltas that overtook the answer on top of it', () => {
    const server = new ModelServer();
    const cursor = awaitSnapshot(unjoined);
    const answer = server.snapshot();
    const first = server.change(1, 'S-1');
    const second = server.change(2, 'S-2');
    const early = takeDelta(takeDelta(cursor, second).cursor, first).cursor;
    const step = takeSnapshot(early, answer);
    expect(step.mustRejoin).toBe(false);
    expect(step.cursor.state).toEqual(server.state);
  });

  it('asks for a snapshot at a gap and keeps what it shows', () => {
    const server = new ModelServer();
    const { cursor } = takeSnapshot(unjoined, server.snapshot());
    const shown = cursor.state;
    server.change(1, 'S-1');
    const step = takeDelta(cursor, server.change(2, 'S-2'));
    expect(step.mustRejoin).toBe(true);
    expect(step.cursor.state).toBe(shown);
  });
});
