/** Reads the table of `ctr tasks ls`. */

export type ListedTask = {
  readonly name: string;
  readonly pid: number;
  /** containerd's word: `CREATED`, `RUNNING`, `STOPPED`, … */
  readonly status: string;
};

export function parseTaskList(table: string): readonly ListedTask[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .flatMap(([name, pid, status]) =>
      name !== undefined && pid !== undefined && status !== undefined
        ? [{ name, pid: Number(pid), status }]
        : [],
    );
}
