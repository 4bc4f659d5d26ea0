import { describe, expect, it } from 'vitest';
import { filterOf, isFiltered, statusesOf, statusParameter } from './filter.ts';
import { fixedViews, noFilter, type View } from './views.ts';

const all: View = { kind: 'all' };
const search: View = { kind: 'search', words: 'milk' };

describe('the filter of an address', () => {
  it('is what it says', () => {
    expect(filterOf('?sort=due&priority=p2&status=all', all)).toEqual({ priority: 'p2', status: 'all' });
    expect(filterOf('?status=completed', all)).toEqual({ priority: null, status: 'completed' });
  });

  it.each(['', '?priority=p5&status=done', '?priority=&status=', '?priority=toString'])(
    'is none where it says nothing that exists: %s',
    (address) => expect(filterOf(address, all)).toEqual(noFilter),
  );

  it('has no status that the view has anyway', () => {
    expect(filterOf('?status=pending', all)).toEqual(noFilter);
    expect(filterOf('?status=pending', search)).toEqual({ priority: null, status: 'pending' });
    expect(filterOf('?status=all', search)).toEqual(noFilter);
    expect(statusParameter(all, 'pending')).toEqual({ status: null });
    expect(statusParameter(search, 'pending')).toEqual({ status: 'pending' });
  });

  it('has no status in a view that is about one, and a priority in every view', () => {
    for (const kind of fixedViews)
      expect(filterOf('?status=all&priority=p1', { kind })).toEqual({
        priority: 'p1',
        status: kind === 'all' || kind === 'inbox' ? 'all' : null,
      });
    expect(statusesOf({ kind: 'today' })).toEqual([]);
  });

  it('filters as soon as it says one thing', () => {
    expect(isFiltered(noFilter)).toBe(false);
    expect(isFiltered({ priority: 'p4', status: null })).toBe(true);
    expect(isFiltered({ priority: null, status: 'all' })).toBe(true);
  });
});
