import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterCovers, filtersOverlap, topicMatches } from './mqttTopics.rules.ts';

const level = fc.constantFrom('a', 'b', '');
const topic = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => levels.join('/'));
const filter = fc
  .tuple(fc.array(fc.constantFrom('a', 'b', '', '+'), { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([levels, isOpen]) => [...levels, ...(isOpen ? ['#'] : [])].join('/'));

describe('topics and filters', () => {
  it('match as MQTT 3.1.1 says', () => {
    expect(topicMatches('sport/tennis/player1/#', 'sport/tennis/player1')).toBe(true);
    expect(topicMatches('sport/+', 'sport')).toBe(false);
    expect(topicMatches('sport/+', 'sport/')).toBe(true);
    expect(topicMatches('+/+', '/finance')).toBe(true);
    expect(topicMatches('#', '$SYS/monitor')).toBe(false);
    expect(topicMatches('$SYS/#', '$SYS/monitor')).toBe(true);
  });

  it('a filter that covers another matches all the other matches', () => {
    fc.assert(
      fc.property(filter, filter, topic, (outer, inner, name) => {
        if (filterCovers(outer, inner) && topicMatches(inner, name)) expect(topicMatches(outer, name)).toBe(true);
      }),
    );
  });

  it('filters that match one topic overlap', () => {
    fc.assert(
      fc.property(filter, filter, topic, (one, other, name) => {
        if (topicMatches(one, name) && topicMatches(other, name)) expect(filtersOverlap(one, other)).toBe(true);
      }),
    );
  });

  it('a topic covers itself and # covers it', () => {
    fc.assert(fc.property(topic, (name) => filterCovers(name, name) && filterCovers('#', name)));
  });
});
