/** Owns the notices at the bottom of the page: what they say, what they offer, and how long they stay. */

/** How long a notice that offers to undo something stays, milliseconds. */
export const undoTimeMs = 6000;

/** `acted`: its offer was taken, `acted-otherwise`: the other one. `closed`: its time ran out, a person closed it. `page-closed`: the page goes away. */
export type NoticeEnd = 'acted' | 'acted-otherwise' | 'closed' | 'page-closed';

export type Notice = {
  readonly tone: 'neutral' | 'error';
  readonly text: string;
  readonly offer?: { readonly label: 'Undo' | 'Try again' | 'Use mine' | 'Done' | 'Open' };
  /** Beside the offer. */
  readonly otherOffer?: { readonly label: 'Open' };
  /** Milliseconds; `null` stays until a person closes it. */
  readonly lifetimeMs: number | null;
  /** Called exactly once. */
  readonly ended?: (how: NoticeEnd) => void;
};

export type ShownNotice = Notice & { readonly id: number };

export type Notices = {
  /** @returns its id */
  show(notice: Notice): number;
  /** Takes the offer of a notice. */
  act(id: number): void;
  actOtherwise(id: number): void;
  close(id: number): void;
  /** Takes the latest offer to undo; false when there is none. */
  undoLatest(): boolean;
  /** Time stands still while a person looks at the notices; `resume` gives each its full time again. */
  pause(): void;
  resume(): void;
  /** Ends them all: the page goes away. */
  closePage(): void;
  /** Oldest first; the same array until something changes. */
  current(): readonly ShownNotice[];
  subscribe(listener: () => void): () => void;
};

export function createNotices(): Notices {
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  const listeners = new Set<() => void>();
  let shown: readonly ShownNotice[] = [];
  let isPaused = false;
  let nextId = 1;

  const change = (next: readonly ShownNotice[]) => {
    shown = next;
    for (const listener of listeners) listener();
  };
  const stopTimer = (id: number) => {
    clearTimeout(timers.get(id));
    timers.delete(id);
  };
  const startTimer = ({ id, lifetimeMs }: ShownNotice) => {
    stopTimer(id);
    if (lifetimeMs !== null && !isPaused)
      timers.set(
        id,
        setTimeout(() => end(id, 'closed'), lifetimeMs),
      );
  };
  const end = (id: number, how: NoticeEnd) => {
    const notice = shown.find((each) => each.id === id);
    if (notice === undefined) return;
    stopTimer(id);
    change(shown.filter((each) => each !== notice));
    // With the last notice the pointer or the focus that paused the others is gone too, and no event tells so.
    if (shown.length === 0) isPaused = false;
    notice.ended?.(how);
  };

  return {
    show: (notice) => {
      const added = { ...notice, id: nextId++ };
      change([...shown, added]);
      startTimer(added);
      return added.id;
    },
    act: (id) => end(id, 'acted'),
    actOtherwise: (id) => end(id, 'acted-otherwise'),
    close: (id) => end(id, 'closed'),
    undoLatest: () => {
      const latest = shown.findLast(({ offer }) => offer?.label === 'Undo');
      if (latest !== undefined) end(latest.id, 'acted');
      return latest !== undefined;
    },
    pause: () => {
      isPaused = true;
      for (const { id } of shown) stopTimer(id);
    },
    resume: () => {
      isPaused = false;
      for (const notice of shown) startTimer(notice);
    },
    closePage: () => {
      for (const { id } of shown) end(id, 'page-closed');
    },
    current: () => shown,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
