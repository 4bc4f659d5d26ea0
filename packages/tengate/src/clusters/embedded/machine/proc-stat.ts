/** Owns the reading of /proc/<pid>/stat. */

export type ProcStat = {
  readonly pid: number;
  readonly command: string;
  readonly state: string;
  readonly parent: number;
  /** Clock ticks after boot; with the pid it names a process for good. */
  readonly startTime: number;
};

/** @returns `null` for text that is no stat line; the command may itself hold blanks and parentheses (proc(5)) */
export function parseProcStat(text: string): ProcStat | null {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  if (open < 0 || close < open) return null;
  const pid = Number(text.slice(0, open).trim());
  const rest = text.slice(close + 2).split(' ');
  const [state, parent, startTime] = [rest[0], Number(rest[1]), Number(rest[19])];
  if (state === undefined || ![pid, parent, startTime].every(Number.isInteger)) return null;
  return { pid, command: text.slice(open + 1, close), state, parent, startTime };
}
