/** Dark theme of walls and tablets (mockups/spec.md 2.1). Contrast on `s1` is at least 5.9 wherever text may stand. */
export const colours = {
  bg: '#07101D',
  bg2: '#0A1626',
  s1: '#0D1B2E',
  s2: '#13253D',
  s3: '#1B3250',
  panelTop: 'rgba(19,35,58,.92)',
  panelFoot: 'rgba(12,25,43,.92)',
  panelEdge: 'rgba(190,215,245,.07)',
  panelShade: 'rgba(0,0,0,.8)',
  line: 'rgba(160,190,226,.13)',
  line2: 'rgba(160,190,226,.26)',
  t1: '#F0F5FC',
  t2: '#B4C5DA',
  t3: '#8DA2BC',
  stale: '#C9D6E6',
  acc: '#79D2F2',
  accD: '#1E4A63',
  data: '#4793B8',
  data2: '#5FB4D6',
  data3: '#2A6F98',
  plan: '#9DB2CB',
  tolerance: 'rgba(157,178,203,.13)',
  band: 'rgba(121,210,242,.16)',
  over: 'rgba(255,111,106,.28)',
  ok: '#4CC38A',
  warn: '#F4C04F',
  bad: '#FF6F6A',
  blue: '#8FABFF',
  off: '#8DA2BC',
  badText: '#FFB3AF',
  badWash: 'rgba(255,111,106,.14)',
  linkBand: '#3A2A12',
  hatch: 'rgba(141,162,188,.20)',
} as const;
export type ColourName = keyof typeof colours;

/** Fills of streets, five classes each, dark = low (spec 5). The hue tells the family, lightness alone the value. */
export const ramps = {
  rate: ['#1A3350', '#1F4E73', '#2A6F98', '#4793B8', '#7DB9D2'],
  dust: ['#2A2A3A', '#54424A', '#86604F', '#BB8852', '#E7BC6A'],
  noise: ['#232845', '#3A3B6B', '#5A549A', '#8479C4', '#B5ACE6'],
} as const;
export type RampName = keyof typeof ramps;

/** Colours that exist on the map only. */
export const mapColours = {
  neighbour: '#0B1728',
  neighbourEdge: 'rgba(160,190,226,.28)',
  shadow: '#030810',
  missing: '#13253D',
  borderDark: '#07101D',
  borderLight: '#C3D6EA',
  districtEdge: '#E3EEF9',
  lake: '#0A1C30',
  hill: '#CFE3F5',
  halo: '#07101D',
  sideTop: '#16324C',
  sideFoot: '#081321',
  sceneryText: '#A9C2DC',
} as const;
