import { renewShell } from '../transport/shell.ts';

let isUnderWay = false;

/**
 * Loads this page anew, with the newest files, behind its own last frame: the browser keeps a picture of the page across
 * the change of documents (a view transition), and `useLastFrame` takes it away when the new page is live.
 */
export async function loadAnew(): Promise<void> {
  if (isUnderWay) return;
  isUnderWay = true;
  await renewShell();
  // A reload would have no transition; replacing a page by itself has, and leaves the history as it is.
  location.replace(location.pathname + location.search);
}

/** Every other change of documents goes without: the picture of a page must not stay on for somebody else. */
export function refuseOtherTransitions(): void {
  window.addEventListener('pageswap', (event) => {
    if (!isUnderWay) event.viewTransition?.skipTransition();
  });
}
