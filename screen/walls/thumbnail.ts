import { THUMBNAIL_SIZE } from '../../contracts/walls.ts';
import { redrawMap } from '../map/stage.ts';

type Ink = CanvasRenderingContext2D;
const QUALITY = 0.7;
/** A page of a wall has some two thousand elements; more would be a fault of the page, not a reason to stop drawing. */
const MOST_NODES = 12_000;
const CLEAR = /^(transparent|rgba\(.+, 0\))$/;

/**
 * A small picture of what this page shows: boxes with their grounds, canvases, pictures and words where they stand. No
 * picture of the screen itself can be had without asking somebody; this one is drawn, and only when it is asked for.
 * @returns null where the browser cannot draw one
 */
export async function paintThumbnail(): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, THUMBNAIL_SIZE);
  const ink = canvas.getContext('2d', { alpha: false });
  if (ink === null) return null;
  const { width, height } = THUMBNAIL_SIZE;
  ink.fillStyle = getComputedStyle(document.body).backgroundColor;
  ink.fillRect(0, 0, width, height);
  const scale = Math.min(width / innerWidth, height / innerHeight);
  ink.translate((width - innerWidth * scale) / 2, (height - innerHeight * scale) / 2);
  ink.scale(scale, scale);
  // The map's pixels can be read in the task that drew them, and never after.
  await redrawMap();
  paintPage(ink, document.body);
  return (await encode(canvas, 'image/webp')) ?? encode(canvas, 'image/jpeg');
}

const encode = (canvas: HTMLCanvasElement, type: string): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob((blob) => resolve(blob?.type === type ? blob : null), type, QUALITY));

function paintPage(ink: Ink, root: HTMLElement): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && !isShown(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  for (let left = MOST_NODES; left > 0 && walker.nextNode() !== null; left -= 1) {
    const node = walker.currentNode;
    if (node instanceof Text) paintWords(ink, node);
    else if (node instanceof HTMLElement) paintBox(ink, node);
  }
}

const isShown = (element: Element): boolean =>
  element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
  !element.classList.contains('visually-hidden');

function paintBox(ink: Ink, element: HTMLElement): void {
  const { left, top, width, height } = element.getBoundingClientRect();
  if (width === 0 || height === 0) return;
  if (element instanceof HTMLCanvasElement || element instanceof HTMLImageElement) {
    const isThere = element instanceof HTMLImageElement ? element.naturalWidth > 0 : element.width > 0;
    if (isThere) ink.drawImage(element, left, top, width, height);
    return;
  }
  const style = getComputedStyle(element);
  // Grounds of several colours are drawn in the middle one: at a quarter of the size nobody sees the difference.
  const ground = style.backgroundImage.includes('gradient') ? style.getPropertyValue('--s1') : style.backgroundColor;
  if (ground !== '' && !CLEAR.test(ground)) {
    ink.fillStyle = ground;
    ink.fillRect(left, top, width, height);
  }
  if (parseFloat(style.borderTopWidth) === 0 || CLEAR.test(style.borderTopColor)) return;
  ink.strokeStyle = style.borderTopColor;
  ink.strokeRect(left, top, width, height);
}

function paintWords(ink: Ink, text: Text): void {
  const words = text.data.trim();
  const parent = text.parentElement;
  if (words === '' || parent === null) return;
  const range = document.createRange();
  range.selectNodeContents(text);
  const [line] = range.getClientRects();
  if (line === undefined || line.width === 0) return;
  const style = getComputedStyle(parent);
  ink.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  ink.fillStyle = style.color;
  ink.textBaseline = 'middle';
  ink.fillText(words, line.left, line.top + line.height / 2, line.width);
}
