import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../server/platform/paths.ts';

declare global {
  interface Window {
    axe: { run: (options: RunOptions) => Promise<AxeResults> };
  }
}

const axeText = (): string => readFileSync(join(projectRoot(), 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds against WCAG 2.2 AA, one line each: rule, place. */
export async function accessFaults(page: Page): Promise<string[]> {
  // By the debugger, not by a script element: the page's content security policy stays as it is.
  await page.evaluate(axeText());
  const { violations } = await page.evaluate(
    (tags) => window.axe.run({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }),
    rules,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  );
}

interface Target {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Everything on the page that a finger can aim at. */
export const targetsOf = (page: Page): Promise<Target[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a[href], button:not(:disabled), select, input')]
      .filter((element) => element.offsetParent !== null && element.closest('.visually-hidden') === null)
      // The map's spots are for the keyboard: a finger reaches what is drawn beneath them.
      .filter((element) => getComputedStyle(element).pointerEvents !== 'none')
      .map((element) => {
        // A finger ticks a box by its label.
        const hit = element.matches('label > [type="checkbox"], label > [type="radio"]') ? element.parentElement : null;
        const { left, top, right, bottom } = (hit ?? element).getBoundingClientRect();
        const name = element.dataset['test'] ?? element.textContent.trim();
        return { name, left, top, right, bottom };
      }),
  );

const LEAST = 44;
const APART = 8;
/** Layout is in fractions of a pixel. */
const ROUNDING = 0.5;

export const smallTargets = (targets: readonly Target[]): string[] =>
  targets
    .filter((t) => Math.min(t.right - t.left, t.bottom - t.top) < LEAST - ROUNDING)
    .map((t) => `${t.name}: ${Math.round(t.right - t.left)} x ${Math.round(t.bottom - t.top)}`);

/** Pairs with less than a finger's slip between them. */
export function crowdedTargets(targets: readonly Target[]): string[] {
  const gap = (a: Target, b: Target): number =>
    Math.max(b.left - a.right, a.left - b.right, b.top - a.bottom, a.top - b.bottom);
  return targets.flatMap((a, i) =>
    targets.slice(i + 1).flatMap((b) => (gap(a, b) < APART - ROUNDING ? [`${a.name} and ${b.name}`] : [])),
  );
}
