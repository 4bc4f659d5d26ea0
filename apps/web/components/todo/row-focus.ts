/** Owns the keyboard's place among the rows: it is the focus itself, so that every reader of the screen knows it. */

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-row]')];

/** The id of the task whose row has the focus; `null` where none has. */
export function focusedTask(): string | null {
  return document.activeElement?.closest<HTMLElement>('[data-task]')?.dataset.task ?? null;
}

export function focusRow(id: string): void {
  rows()
    .find((row) => row.dataset.row === id)
    ?.focus();
}

/** @param step 1: the next row, -1: the one before; from nowhere the first */
export function moveFocus(step: 1 | -1): void {
  const all = rows();
  const at = all.findIndex((row) => row.dataset.row === focusedTask());
  const target = at === -1 ? all[0] : all[Math.max(0, Math.min(all.length - 1, at + step))];
  target?.focus();
  target?.scrollIntoView({ block: 'nearest' });
}

/** Called before a task may leave the list: when it does, the focus goes to its neighbour, else to the field. */
export function focusAfter(id: string): void {
  if (focusedTask() !== id) return;
  const all = rows();
  const at = all.findIndex((row) => row.dataset.row === id);
  const neighbour = (all[at + 1] ?? all[at - 1])?.dataset.row;
  requestAnimationFrame(() => {
    if (rows().some((row) => row.dataset.row === id)) return;
    if (neighbour === undefined) document.getElementById('new-task')?.focus();
    else focusRow(neighbour);
  });
}
