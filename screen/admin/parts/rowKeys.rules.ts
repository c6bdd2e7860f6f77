/** Where the keys lead among so many rows; null: not a key that moves. */
export function rowAfterKey(key: string, now: number, count: number): number | null {
  if (count === 0) return null;
  const last = count - 1;
  const places: Readonly<Record<string, number>> = {
    ArrowDown: Math.min(now + 1, last),
    ArrowUp: Math.max(now - 1, 0),
    PageDown: Math.min(now + 10, last),
    PageUp: Math.max(now - 10, 0),
    Home: 0,
    End: last,
  };
  return places[key] ?? null;
}
