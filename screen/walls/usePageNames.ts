import { districtRoom } from '../../contracts/socket.ts';
import { useLiveStore } from '../live/liveStore.ts';
import { pageNameOf } from '../words/walls.ts';

/** Names of pages as people know them: with the street's or project's own name, where the district's state is there. */
export function usePageNames(): (path: string) => string {
  const live = useLiveStore();
  const district = () => live.rooms.get(districtRoom())?.state;
  return (path) =>
    pageNameOf(path, {
      street: (code) => district()?.streets[code]?.name ?? code,
      project: (id) => district()?.projects[id]?.name ?? id,
    });
}
