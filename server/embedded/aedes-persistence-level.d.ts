declare module 'aedes-persistence-level/asyncPersistence.js' {
  /** What the broker's store takes over from it: last wills and the incoming half of QoS 2. */
  export default class AsyncLevelPersistence {
    constructor(db: unknown);
    setup(broker: unknown): Promise<void>;
    destroy(): Promise<void>;
  }
}
