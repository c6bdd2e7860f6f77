/** True when a topic name falls under a filter with + and #. Topics beginning with $ are not met by a leading wildcard. */
export function topicMatches(filter: string, topic: string): boolean {
  if (topic.startsWith('$') && !filter.startsWith('$')) return false;
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (let index = 0; index < wanted.length; index += 1) {
    if (wanted[index] === '#') return true;
    if (index >= levels.length || (wanted[index] !== '+' && wanted[index] !== levels[index])) return false;
  }
  return wanted.length === levels.length;
}

/** True when every topic the inner filter can match is also matched by the outer one. */
export function filterCovers(outer: string, inner: string): boolean {
  if (inner.startsWith('$') !== outer.startsWith('$')) return false;
  const wide = outer.split('/');
  const narrow = inner.split('/');
  for (let index = 0; index < wide.length; index += 1) {
    if (wide[index] === '#') return true;
    if (index >= narrow.length || narrow[index] === '#') return false;
    if (wide[index] !== '+' && wide[index] !== narrow[index]) return false;
  }
  return wide.length === narrow.length;
}

/** True when some topic is matched by both filters. */
export function filtersOverlap(one: string, other: string): boolean {
  const left = one.split('/');
  const right = other.split('/');
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [a, b] = [left[index], right[index]];
    if (a === '#' || b === '#') return true;
    if (a === undefined || b === undefined) return false;
    if (a !== '+' && b !== '+' && a !== b) return false;
  }
  return true;
}
