/** What belongs to an installation beside its database: folders below XW_DATA_DIR whose files never change. */
export const folders = [
  // By their SHA-256, two levels; others there are half written.
  { name: 'images', isWanted: (path: string) => /^[0-9a-f]{2}\/[0-9a-f]{64}$/.test(path) },
  { name: 'uploads', isWanted: (path: string) => !path.endsWith('.part') },
] as const;

/** Of a demonstration only: what its simulated devices sign in with, how far they have come, how people sign in. */
export const demoFiles: readonly string[] = [
  'demo-secrets.json',
  'simulator-credentials.json',
  'simulator-history.json',
];
