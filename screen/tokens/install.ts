import { colours, lightColours, mapColours, officeColours } from './colours.ts';
import { nightColours } from './night.ts';
import { durations, easing, fontFamily, radii, spaces, touchTarget, typeScale, type TypeRole } from './scale.ts';

const kebab = (name: string): string => name.replace(/[A-Z]/g, (part) => `-${part.toLowerCase()}`);
const rem = (px: number): string => `${px / 16}rem`;
const declare = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `--${kebab(name)}:${value};`)
    .join('');

/** The tokens as custom properties, for each surface, each theme, and the night. */
export function tokenCss(): string {
  const roles = Object.entries(typeScale) as [string, TypeRole][];
  const sizes = (pick: (role: TypeRole) => number): string =>
    roles.map(([name, role]) => `--fs-${name}:${pick(role)}rem;`).join('');
  const root = [
    declare(colours),
    ...Object.entries(mapColours).map(([name, value]) => `--map-${kebab(name)}:${value};`),
    ...Object.entries(durations).map(([name, ms]) => `--d-${name}:${ms}ms;`),
    ...spaces.map((px, i) => `--sp-${i + 1}:${rem(px)};`),
    ...Object.entries(radii).map(([name, px]) => `--r-${name}:${rem(px)};`),
    ...roles.map(([name, role]) => `--lh-${name}:${role.line};`),
    `--touch:${touchTarget}px;--ease:${easing};--font:${fontFamily};`,
  ].join('');
  return [
    `:root{${root}${sizes((r) => r.wall)}}`,
    `:root[data-surface=wide]{${sizes((r) => r.wide ?? r.wall)}}`,
    `:root:is([data-surface=tablet],[data-surface=phone]){${sizes((r) => r.tablet)}}`,
    `:root[data-night]{${declare(Object.fromEntries(nightColours))}}`,
    // Last, so that an office page looks the same on whatever screen it is opened. A part may be light by itself.
    `:root[data-theme=light]{font-size:16px;color-scheme:light;${sizes((r) => r.office ?? r.tablet)}}`,
    `[data-theme=light]{${declare(lightColours)}${declare(officeColours)}}`,
  ].join('\n');
}

/** A constructed sheet needs no exception in the content security policy, unlike a style element. */
export function installTokens(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokenCss());
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
