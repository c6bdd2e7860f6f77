/** Where a row goes that is let go over another. */
export type DropPlace = 'before' | 'after' | 'into';

/** By how far down the row the pointer is, 0 to 1: the middle third is inside. */
export const dropPlaceAt = (share: number): DropPlace => {
  if (share < 1 / 3) return 'before';
  return share > 2 / 3 ? 'after' : 'into';
};
