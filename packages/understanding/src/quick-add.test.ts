import { expect, test } from 'vitest';
import { parseQuickAdd } from './quick-add.ts';

test('keeps a plain title', () => {
  const read = parseQuickAdd(' Buy milk ', { now: '2026-11-18T09:00:00', timeZone: 'Asia/Karachi' });
  expect(read.title).toBe('Buy milk');
  expect(read.due).toBeNull();
});
