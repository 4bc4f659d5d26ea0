/**
 * Owns the supervisor's decisions: what starts when, what is ready, what died. It restarts nothing: a component that ended is
 * recorded with how it ended and what it said last. Pure of Node's process functions, which come in as `Machine`.
 */

import type { ComponentRecord, ComponentSpec, Ended, SupervisorState } from './protocol.ts';

/** What the supervisor needs of the machine. */
export type Machine = {
  /** Starts the program; `onEnd` is called once, also when it could not be started. */
  start(
    spec: ComponentSpec,
    onEnd: (exitCode: number | null, signal: string | null) => void,
  ): { readonly pid: number; readonly startTime: number } | null;
  /** Calls `onReady` once the check answers; the returned function gives up. */
  follow(check: ComponentSpec['ready'], onReady: () => void): () => void;
  lastLines(log: string): readonly string[];
  now(): Date;
};

export type Supervision = {
  /** Starts everything that waits for nothing. */
  begin(): void;
  reach(milestone: string): void;
  components(): readonly ComponentRecord[];
  /** Gives up all readiness checks. */
  end(): void;
};

/** @param onChange called after each change with the record that changed */
export function createSupervision(options: {
  readonly components: readonly ComponentSpec[];
  readonly machine: Machine;
  readonly onChange: (record: ComponentRecord) => void;
}): Supervision {
  const { components, machine, onChange } = options;
  const reached = new Set<string>();
  const giveUp = new Map<string, readonly (() => void)[]>();
  const records = new Map<string, ComponentRecord>(
    components.map(({ name }) => [
      name,
      { name, state: 'waiting', ready: false, pid: null, startTime: null, startedAt: null },
    ]),
  );
  const change = (name: string, part: Partial<ComponentRecord>): void => {
    const record = { ...(records.get(name) as ComponentRecord), ...part };
    records.set(name, record);
    onChange(record);
  };
  const reach = (milestone: string): void => {
    reached.add(milestone);
    startDue();
  };
  const startDue = (): void => {
    for (const spec of components) {
      const due =
        records.get(spec.name)?.state === 'waiting' && spec.after.every((name) => reached.has(name));
      if (due) startOne(spec);
    }
  };
  const startOne = (spec: ComponentSpec): void => {
    const process = machine.start(spec, (exitCode, signal) => {
      for (const stop of giveUp.get(spec.name) ?? []) stop();
      const ended: Ended = {
        exitCode,
        signal,
        at: machine.now().toISOString(),
        lastLines: machine.lastLines(spec.log),
      };
      change(spec.name, { state: 'died', ready: false, ended });
    });
    if (process === null) return; // onEnd tells
    change(spec.name, { state: 'running', ...process, startedAt: machine.now().toISOString() });
    giveUp.set(spec.name, [
      machine.follow(spec.ready, () => {
        if (records.get(spec.name)?.state !== 'running') return;
        change(spec.name, { ready: true });
        reach(spec.name);
      }),
      ...Object.entries(spec.signs ?? {}).map(([sign, check]) => machine.follow(check, () => reach(sign))),
    ]);
  };
  return {
    begin: startDue,
    reach,
    components: () => [...records.values()],
    end: () => {
      for (const stop of [...giveUp.values()].flat()) stop();
    },
  };
}

/** The content of the state file. */
export function supervisorState(
  self: { readonly pid: number; readonly startTime: number },
  committed: boolean,
  components: readonly ComponentRecord[],
): SupervisorState {
  return { version: 1, ...self, committed, components };
}
