import { describe, expect, it } from 'vitest';
import { pinNamed, readPins } from './pins.ts';
import { isUsableAll, type ToolRow, toolRow } from './tool-rows.ts';

const pins = await readPins(new URL('../../../../toolchain/pins.yaml', import.meta.url).pathname);
const cluster = { cluster: true };

describe('a row of verify-tools', () => {
  it('is usable when the installed copy is in range', () => {
    const installed = { status: 'accepted', path: '/usr/bin/helm', version: '3.19.0' } as const;
    expect(toolRow({ pin: pinNamed(pins, 'helm'), installed, cached: null }, cluster)).toMatchObject({
      verdict: 'usable',
      found: '3.19.0',
      from: '/usr/bin/helm',
      todo: '',
    });
  });

  it('names the copy that is out of range, and what to do', () => {
    const installed = { status: 'out-of-range', path: '/usr/bin/kubectl', version: '1.20.0' } as const;
    expect(toolRow({ pin: pinNamed(pins, 'kubectl'), installed, cached: null }, cluster)).toMatchObject({
      verdict: 'out-of-range',
      found: '1.20.0',
      todo: 'run: tengate toolchain fetch',
    });
  });

  it('says that a required program which could be fetched is missing all the same', () => {
    const row = toolRow(
      { pin: pinNamed(pins, 'kubelet'), installed: { status: 'absent' }, cached: null },
      cluster,
    );
    expect(row).toMatchObject({ need: 'required', verdict: 'missing' });
    expect(isUsableAll([row])).toBe(false);
  });

  it('requires of a run on another cluster only what every run needs', () => {
    const required = pins.programs.filter(
      (pin) =>
        toolRow({ pin, installed: { status: 'absent' }, cached: null }, { cluster: false }).need ===
        'required',
    );
    expect(required.map((pin) => pin.name)).toEqual(['helm']);
  });
});

describe('all rows', () => {
  const row: ToolRow = {
    name: 'x',
    kind: 'program',
    need: 'required',
    required: '*',
    found: '1',
    from: '/x',
    verdict: 'usable',
    todo: '',
  };
  it('are fine when the required ones are usable', () => {
    expect(isUsableAll([row, { ...row, need: 'optional', verdict: 'missing' }])).toBe(true);
    expect(isUsableAll([row, { ...row, verdict: 'unreadable' }])).toBe(false);
  });
  it('are not fine when there is no required one', () => {
    expect(isUsableAll([{ ...row, need: 'optional' }])).toBe(false);
  });
});
