/** Which page a wall goes back to when a cast is over; it outlives a reload of the page, as the cast does. */
const KEY = 'cast-return';
const HOME = '/wall';

export function keepReturn(page: string, castPage: string): void {
  if (sessionStorage.getItem(KEY) === null) sessionStorage.setItem(KEY, page === castPage ? HOME : page);
}

/** The page to go back to, once; null when nothing was cast. */
export function takeReturn(): string | null {
  const page = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return page;
}
