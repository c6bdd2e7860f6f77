import { fiscal } from './fiscal.data.ts';
import { investment } from './investment.data.ts';
import { livelihood } from './livelihood.data.ts';
import type { ShippedTemplate } from './nodes.ts';
import { standardA } from './standardA.data.ts';
import { standardB } from './standardB.data.ts';
import { urbanRenewal } from './urbanRenewal.data.ts';

/** Every template that comes with the product, in the order of the library. */
export const shippedTemplates: readonly ShippedTemplate[] = [
  standardB,
  ...standardA,
  fiscal,
  livelihood,
  investment,
  urbanRenewal,
];
