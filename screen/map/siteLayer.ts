import { PointLayer, type ILayer } from '@antv/l7';
import { siteStates } from '../live/selectors.ts';
import { mapColours } from '../tokens/colours.ts';
import { fontFamily } from '../tokens/scale.ts';
import { lifted } from './heights.ts';
import { siteMarks } from './marks.ts';
import type { SiteView } from './view.ts';

interface SiteRow extends SiteView {
  readonly glyph: string;
  readonly colour: string;
  readonly size: number;
}

/** Drawn low to high, so that what matters lies on top. */
export const siteRows = (sites: readonly SiteView[], rem: number): SiteRow[] =>
  [...sites]
    .sort((a, b) => siteStates.indexOf(b.state) - siteStates.indexOf(a.state))
    .map((site) => {
      const { glyph, colour, size } = siteMarks[site.state];
      return { ...site, glyph, colour, size: size * rem };
    });

/** Marks are glyphs: they stand upright whatever the pitch, while L7's flat symbols lie down on the map. */
export function siteLayer(sites: readonly SiteView[], rem: number): ILayer {
  return new PointLayer({ zIndex: 10, pickingBuffer: 0 })
    .source(siteRows(sites, rem), { parser: { type: 'json', x: 'lon', y: 'lat' } })
    .shape('glyph', 'text')
    .size('size', (size: number) => size)
    .color('colour', (colour: string) => colour)
    .style({ fontFamily, textAllowOverlap: true, stroke: mapColours.halo, strokeWidth: 1.4, ...lifted(60) });
}
