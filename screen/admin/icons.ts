/** Line drawings of the navigation, in a box of 20. */
export const icons = {
  home: 'M3 9.5 10 3l7 6.5V17h-4.5v-4.5h-5V17H3z',
  projects: 'M3 5h14M3 10h14M3 15h14',
  tree: 'M3 3h5v4H3zM12 13h5v4h-5zM5.5 7v8H12',
  target: 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM10 7a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  pulse: 'M2 10h4l2-5 4 10 2-5h4',
  star: 'm10 2.5 2.3 4.9 5.2.7-3.8 3.7.9 5.4-4.6-2.6-4.6 2.6.9-5.4-3.8-3.7 5.2-.7z',
  bell: 'M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 17.5h3',
  screen: 'M2.5 4h15v9.5h-15zM7 17h6M10 13.5V17',
  devices: 'M4 3h12v14H4zM4 12h12M10 14.5h.01',
  lock: 'M4.5 9h11v8h-11zM7 9V6.5a3 3 0 0 1 6 0V9',
  people:
    'M7.5 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 17c0-3.3 2.2-5.5 5.5-5.5S13 13.7 13 17M13 9a2.5 2.5 0 1 0 0-5M14.5 11.8c2.2.5 3.5 2.4 3.5 5.2',
  check: 'M4 3h12v14H4zM7 10l2.2 2.2L13.5 8',
  file: 'M5 2.5h7l3.5 3.5v11.5H5zM7.5 9h5.5M7.5 12.5h5.5',
  shield: 'M10 2.5 16.5 5v5c0 3.8-2.7 6.5-6.5 7.5-3.8-1-6.5-3.7-6.5-7.5V5z',
  key: 'M7 13.5a3.5 3.5 0 1 1 3-5.3h7.5v3h-2v2h-3v-2H10a3.5 3.5 0 0 1-3 2.3z',
  person: 'M10 10a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3.5 17.5c0-3.6 2.7-5.5 6.5-5.5s6.5 1.9 6.5 5.5',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  search: 'M9 3a6 6 0 1 0 0 12A6 6 0 0 0 9 3zM13.5 13.5 17.5 17.5',
} as const;
export type IconName = keyof typeof icons;
