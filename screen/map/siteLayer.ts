import { PointLayer, type ILayer } from '@antv/l7';
import { colours } from '../tokens/colours.ts';
import { lifted } from './heights.ts';
import { siteMarks } from './marks.ts';
import type { SiteView } from './view.ts';

/** One layer a state, drawn low to high, so that what matters lies on top. */
export function siteLayers(sites: readonly SiteView[], rem: number): ILayer[] {
  return (['ok', 'off', 'partly', 'over'] as const).map((state, i) => {
    const mark = siteMarks[state];
    return new PointLayer({ zIndex: 10 + i / 10, pickingBuffer: 0 })
      .source(
        sites.filter((s) => s.state === state),
        { parser: { type: 'json', x: 'lon', y: 'lat' } },
      )
      .shape(mark.shape)
      .size(mark.size * rem)
      .color(mark.colour)
      .style({ stroke: colours.bg, strokeWidth: 1.4, strokeOpacity: 1, ...lifted(60) });
  });
}
export const siteRows = (sites: readonly SiteView[], layerIndex: number): SiteView[] =>
  sites.filter((s) => s.state === (['ok', 'off', 'partly', 'over'] as const)[layerIndex]);
