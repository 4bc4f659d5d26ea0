/** Owns whether there is room for the details beside the list. */

import { useSyncExternalStore } from 'react';

const query = '(min-width: 75rem)';

export const useIsWide = (): boolean =>
  useSyncExternalStore(
    (notify) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', notify);
      return () => media.removeEventListener('change', notify);
    },
    () => window.matchMedia(query).matches,
    () => true,
  );
