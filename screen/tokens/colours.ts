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
  /** The line of the present instant in charts, and what stands out against everything: ticks of a plan, milestones. */
  today: 'rgba(255,255,255,.35)',
  mark: '#F0F5FC',
  /** Bars of a schedule: done, and what is left of it. */
  done: '#5B7896',
  doneRest: '#22364F',
  /** Third and fourth series of a chart; a fifth is a second chart (spec 6). */
  extra1: '#B5ACE6',
  extra2: '#BB8852',
  hatch: 'rgba(141,162,188,.20)',
  /** Behind names and times that stand on a photograph. */
  photoShade: 'rgba(7,16,29,.82)',
} as const;
export type ColourName = keyof typeof colours;
export type Palette = Readonly<Record<ColourName, string>>;

/** Light theme of the office pages (spec 2.2): the same names, so that every part works on both grounds. */
export const lightColours: Palette = {
  bg: '#F3F5F8',
  bg2: '#F3F5F8',
  s1: '#FFFFFF',
  s2: '#EEF2F6',
  s3: '#DCE3EB',
  panelTop: '#FFFFFF',
  panelFoot: '#FFFFFF',
  panelEdge: '#DCE3EB',
  panelShade: 'rgba(20,36,58,.18)',
  line: '#DCE3EB',
  line2: '#C4CFDB',
  t1: '#14243A',
  t2: '#3F5168',
  t3: '#5B6D83',
  stale: '#3F5168',
  acc: '#17557F',
  accD: '#E4EFF6',
  data: '#2F6E99',
  data2: '#17557F',
  data3: '#8FB6CF',
  plan: '#5B6D83',
  tolerance: 'rgba(91,109,131,.14)',
  band: 'rgba(23,85,127,.14)',
  over: 'rgba(184,40,43,.20)',
  ok: '#1A7A4C',
  warn: '#8A5A00',
  bad: '#B8282B',
  blue: '#3050B8',
  off: '#5B6D83',
  badText: '#B8282B',
  badWash: 'rgba(184,40,43,.08)',
  linkBand: '#FFF4DB',
  hatch: 'rgba(91,109,131,.22)',
  photoShade: 'rgba(255,255,255,.86)',
  today: 'rgba(20,36,58,.45)',
  mark: '#14243A',
  done: '#5B7896',
  doneRest: '#DCE3EB',
  extra1: '#5A5285',
  extra2: '#8A5A00',
};

/** What the office pages have beyond the palette: the bar at the top and the four groups of indicators (spec 2.2). */
export const officeColours = {
  topBar: '#12304D',
  topBarText: '#FFFFFF',
  topBarField: '#2A4560',
  warnMark: '#B77900',
  okWash: 'rgba(26,122,76,.1)',
  publicGround: '#F6F7F4',
  decision: '#12304D',
  process: '#1F5F8B',
  output: '#2F6F63',
  benefit: '#5A5285',
} as const;

/** Fills of streets, five classes each, dark = low (spec 5). The hue tells the family, lightness alone the value. */
export const ramps = {
  rate: ['#1A3350', '#1F4E73', '#2A6F98', '#4793B8', '#7DB9D2'],
  dust: ['#2A2A3A', '#54424A', '#86604F', '#BB8852', '#E7BC6A'],
  noise: ['#232845', '#3A3B6B', '#5A549A', '#8479C4', '#B5ACE6'],
  /** Away from plan: behind to the warm side, ahead to the cold one, the middle class is within five points. */
  deviation: ['#E0925A', '#9A6647', '#3C4A5E', '#4383AC', '#86C3DE'],
} as const satisfies Record<string, readonly string[]>;
export type RampName = keyof typeof ramps;

/** The map of a wall after 22:00: every class one step darker (spec 8). A diverging ramp has no darker side. */
const darkest: Readonly<Record<Exclude<RampName, 'deviation'>, string>> = {
  rate: '#122439',
  dust: '#1D1D2C',
  noise: '#181B31',
};
export const nightRamps: Readonly<Record<RampName, readonly string[]>> = {
  rate: [darkest.rate, ...ramps.rate.slice(0, 4)],
  dust: [darkest.dust, ...ramps.dust.slice(0, 4)],
  noise: [darkest.noise, ...ramps.noise.slice(0, 4)],
  deviation: ramps.deviation,
};
/** Streets on a light ground; labels dark with a white halo, white on the last class. */
export const lightRamp = ['#DCE7EE', '#BCD3E2', '#8FB6CF', '#5C93B6', '#2F6E99'] as const;

/** Colours that exist on the map only. */
export const mapColours = {
  graticule: 'rgba(160,190,226,.05)',
  neighbour: 'rgba(13,27,46,.75)',
  neighbourEdge: 'rgba(160,190,226,.16)',
  shadow: 'rgba(1,4,10,.85)',
  missing: '#13253D',
  /** Other streets while one is looked at: their own colour goes this far towards it. */
  dimmed: '#14293F',
  borderDark: '#07101D',
  borderLight: 'rgba(206,224,242,.62)',
  districtEdge: '#E3EEF9',
  lake: 'rgba(10,28,48,.86)',
  lakeShade: 'rgba(2,8,16,.5)',
  lakeEdge: 'rgba(150,188,222,.34)',
  lakeDepth: 'rgba(150,188,222,.1)',
  hillLine: 'rgba(214,234,250,.15)',
  hillLight: 'rgba(196,226,250,.02)',
  hillShade: 'rgba(6,32,62,.038)',
  halo: '#07101D',
  sideTop: '#63A0CB',
  sideFoot: '#123049',
  sceneryText: '#A9C2DC',
  landmarkText: '#D4E2F1',
  column: 'rgba(255,111,106,.55)',
  columnTop: 'rgba(255,111,106,0)',
  ring: 'rgba(255,111,106,.75)',
  ringFill: 'rgba(255,111,106,.16)',
  callout: 'rgba(42,17,24,.94)',
  siteSquare: 'rgba(160,190,226,.12)',
  siteRing: 'rgba(121,210,242,.6)',
  siteRingFill: 'rgba(121,210,242,.05)',
} as const;
