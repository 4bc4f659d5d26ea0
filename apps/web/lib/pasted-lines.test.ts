import { bulkMax } from '@todo-chatbot/contracts';
import { expect, it } from 'vitest';
import { pastedLines, pastedLinesMax } from './pasted-lines.ts';

it.each<[string, readonly string[] | null]>([
  ['Buy milk\nCall Ada', ['Buy milk', 'Call Ada']],
  ['\r\n  Buy milk \r\n\r\nCall Ada\r\n', ['Buy milk', 'Call Ada']],
  ['- Buy milk\n* Call Ada\n• Rent', ['Buy milk', 'Call Ada', 'Rent']],
  ['1. Buy milk\n2) Call Ada', ['Buy milk', 'Call Ada']],
  ['- [ ] Buy milk\n- [x] Call Ada\n[ ] Rent', ['Buy milk', 'Call Ada', 'Rent']],
  ['-5 degrees\n2026 plan', ['-5 degrees', '2026 plan']],
  ['دودھ خریدیں\nکال کریں', ['دودھ خریدیں', 'کال کریں']],
  ['Buy milk', null],
  ['Buy milk\n', null],
  ['- \n\n', null],
])('%j is %j', (text, lines) => {
  expect(pastedLines(text)).toEqual(lines);
});

it('takes as many as one request may make, each as long as a title may be', () => {
  expect(pastedLinesMax).toBe(bulkMax);
  expect(pastedLines('a\n'.repeat(bulkMax))).toHaveLength(bulkMax);
  expect(pastedLines('a\n'.repeat(bulkMax + 1))).toBeNull();
  expect(pastedLines(`${'x'.repeat(900)}\nb`)?.[0]).toHaveLength(500);
});
